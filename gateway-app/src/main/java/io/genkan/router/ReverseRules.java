package io.genkan.router;

import io.genkan.access.Caller;
import io.genkan.access.PortMap;
import io.genkan.router.Ruleset.Chain;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes what lets hosts of the LAN begin to talk to friends; nothing at all where no policy names any. Pure.
///
/// As everywhere both directions meet the policy: a packet to the friend has to come from a host that it names, and his
/// answer has to belong to a flow that such a host began, and go back to it.
record ReverseRules(List<AttachedTunnel> tunnels, Lan lan) {
    private List<AttachedTunnel> called() {
        return tunnels.stream()
                .filter(tunnel -> !tunnel.policy().reverse().callers().isEmpty())
                .toList();
    }

    /// The rule, if any, that hands what goes to a friend to {@link #chains}, before what is no answer is dropped.
    List<String> toFriends() {
        if (called().isEmpty()) {
            return List.of();
        }
        String jumps = called().stream()
                .map(t -> "\"" + t.device() + "\" : jump callers_" + t.device())
                .collect(Collectors.joining(", "));
        return List.of("oifname vmap { " + jumps + " }");
    }

    /// A chain for each friend who may be reached: accepts, or returns.
    List<Chain> chains() {
        return called().stream().map(this::chain).toList();
    }

    private Chain chain(AttachedTunnel tunnel) {
        List<String> rules = new ArrayList<>();
        rules.add("ip daddr != " + tunnel.sources() + " return");
        rules.add("ip saddr != " + new LanSets(lan).prefixes() + " return");
        rules.add("ct direction != original return");
        for (Caller caller : tunnel.policy().reverse().callers()) {
            rules.add("ip saddr " + caller.hosts() + " " + NatRules.ICMP_ERRORS + " ct state related accept");
            rules.add(
                    "ip saddr " + caller.hosts() + service(caller, "dport") + " ct state { new, established } accept");
        }
        return Chain.called("callers_" + tunnel.device(), "From the LAN to " + tunnel.friend() + ".", rules);
    }

    /// What lets a friend answer those who may begin to talk to him.
    static List<String> answers(AttachedTunnel tunnel) {
        return tunnel.policy().reverse().callers().stream()
                .map(caller -> "ip daddr " + caller.hosts() + service(caller, "sport")
                        + " ct state established ct direction reply accept")
                .toList();
    }

    /// The rules that lead ports of the gateway's address in the LAN to friends. A friend with several tunnels is
    /// reached by the first.
    List<String> maps() {
        Set<String> done = new HashSet<>();
        List<String> rules = new ArrayList<>();
        for (AttachedTunnel tunnel : tunnels) {
            for (PortMap map : tunnel.policy().reverse().maps()) {
                if (done.add(map.lanPort() + "/" + map.protocol())) {
                    rules.add("iifname \"" + lan.device() + "\" ip daddr " + new LanSets(lan).gatewayAddresses() + " "
                            + map.protocol() + " dport " + map.lanPort() + " dnat ip to "
                            + text(tunnel.addresses().friend()) + ":" + map.friendPort());
                }
            }
        }
        return rules;
    }

    static String service(Caller caller, String port) {
        return caller.service()
                .map(s -> " " + s.protocol() + " " + port + " " + s.ports())
                .orElse("");
    }

    private static String text(InetAddress address) {
        return address.getHostAddress();
    }
}
