package io.genkan.router;

import io.genkan.net.TunnelPool;

/// What `ip -batch` is fed with to give a tunnel's device its MTU, addresses and routes, and to take it up. Pure.
final class LinkCommands {
    private LinkCommands() {}

    static String of(Link link) {
        String gateway = link.addresses().gateway().getHostAddress();
        String friend = link.addresses().friend().getHostAddress();
        return hardwareAddress(link)
                + """
                link set dev %1$s mtu %2$s
                link set dev %1$s alias genkan:%1$s
                address replace %3$s dev %1$s
                link set dev %1$s up
                """.formatted(link.device(), link.mtu(), addresses(link, gateway, friend))
                + route(link, friend);
    }

    private static String hardwareAddress(Link link) {
        return link.hardwareAddress()
                .map(mac -> "link set dev " + link.device() + " address " + mac + "\n")
                .orElse("");
    }

    private static String addresses(Link link, String gateway, String friend) {
        if (!link.ethernet()) {
            return gateway + " peer " + friend + "/32";
        }
        return gateway + "/" + (link.proxyArp() ? "32" : TunnelPool.PREFIX_LENGTH);
    }

    /// On a tun device the route comes with the address, and on a tap device by NAT with its subnet.
    private static String route(Link link, String friend) {
        return link.ethernet() && link.proxyArp() ? "route replace " + friend + "/32 dev " + link.device() + "\n" : "";
    }
}
