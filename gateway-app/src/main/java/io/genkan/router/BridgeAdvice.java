package io.genkan.router;

import java.util.List;
import java.util.stream.Collectors;

/// What an owner configures where another program keeps the interface: the same bridge, made by that program. Pure.
final class BridgeAdvice {
    private static final String NETWORK_MANAGER = "NetworkManager";

    private BridgeAdvice() {}

    static String of(BridgeFacts facts) {
        return facts.lan().manager().filter(NETWORK_MANAGER::equals).isPresent()
                ? networkManager(facts)
                : networkd(facts);
    }

    /// The files come before those that are there, and so decide.
    private static String networkd(BridgeFacts facts) {
        return """
                /etc/systemd/network/05-br-genkan.netdev:
                    [NetDev]
                    Name=%1$s
                    Kind=bridge
                    MACAddress=%2$s
                    [Bridge]
                    STP=no
                    ForwardDelaySec=0
                /etc/systemd/network/05-br-genkan-port.network:
                    [Match]
                    Name=%3$s
                    [Network]
                    Bridge=%1$s
                /etc/systemd/network/05-br-genkan.network:
                    [Match]
                    Name=%1$s
                    [Network]
                %4$s
                and then, as root: networkctl reload""".formatted(BridgePlan.BRIDGE, facts.mac(), facts.lan().device(), networkdAddresses(facts));
    }

    private static String networkdAddresses(BridgeFacts facts) {
        if (isLent(facts)) {
            return "    DHCP=yes";
        }
        String addresses =
                fixed(facts).stream().map(address -> "    Address=" + address).collect(Collectors.joining("\n"));
        return addresses
                + facts.lan().router().map(router -> "\n    Gateway=" + router).orElse("");
    }

    private static String networkManager(BridgeFacts facts) {
        return """
                as root:
                    nmcli connection add type bridge con-name %1$s ifname %1$s bridge.stp no bridge.forward-delay 0 \
                bridge.mac-address %2$s %4$s
                    nmcli connection add type ethernet con-name %1$s-port ifname %3$s master %1$s slave-type bridge
                    nmcli connection modify "$(nmcli -g GENERAL.CONNECTION device show %3$s)" connection.autoconnect no
                    nmcli connection up %1$s-port""".formatted(BridgePlan.BRIDGE, facts.mac(), facts.lan().device(), networkManagerAddresses(facts));
    }

    private static String networkManagerAddresses(BridgeFacts facts) {
        if (isLent(facts)) {
            return "ipv4.method auto";
        }
        return "ipv4.method manual ipv4.addresses " + String.join(",", fixed(facts))
                + facts.lan().router().map(router -> " ipv4.gateway " + router).orElse("");
    }

    private static boolean isLent(BridgeFacts facts) {
        return facts.lan().addresses().stream().anyMatch(LanFacts.Address::lent);
    }

    private static List<String> fixed(BridgeFacts facts) {
        return facts.lan().addresses().stream().map(LanFacts.Address::text).toList();
    }
}
