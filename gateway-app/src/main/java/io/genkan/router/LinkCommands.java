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
                + route(link, friend)
                + subnet(link);
    }

    /// For a port of a bridge.
    ///
    /// The bridge learns who is behind it until that is pinned. Nothing is flooded to it but broadcasts, which the
    /// packet filter thins out and counts; nothing goes to other friends' ports, and nothing that comes in changes
    /// the bridge itself.
    static String ofPort(Link link, int mtu) {
        return hardwareAddress(link)
                + """
                link set dev %1$s mtu %2$d
                link set dev %1$s alias genkan:%1$s
                link set dev %1$s group %3$d
                link set dev %1$s master %4$s
                link set dev %1$s type bridge_slave isolated on learning on flood off mcast_flood off bcast_flood on \
                mcast_router 0 guard on root_block on neigh_suppress off hairpin off
                address replace %5$s/32 dev %1$s
                link set dev %1$s up
                """.formatted(
                                link.device(),
                                mtu,
                                BridgeRules.PORTS,
                                link.bridge().orElseThrow(),
                                link.addresses().gateway().getHostAddress());
    }

    /// Its hosts are on the wire of a tap device, where each is asked for by ARP.
    private static String subnet(Link link) {
        return link.subnet()
                .map(subnet -> "route replace " + subnet + " dev " + link.device() + "\n")
                .orElse("");
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
