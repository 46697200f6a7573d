package io.genkan.router;

import io.genkan.access.Caller;
import io.genkan.router.Ruleset.Chain;
import io.genkan.router.Ruleset.NamedSet;
import java.util.ArrayList;
import java.util.List;

/// Writes what lets hosts of the LAN begin to talk to a friend whose device is a port of the bridge; nothing at all
/// where his policy names none. Pure.
///
/// As everywhere both directions meet the policy: each packet to the friend has to come from a host that it names, to
/// the port that it names, and is written into a set; his answer has to answer one of those, from that port to that
/// host. No answer begins a TCP connection: where nothing tracks connections, that keeps a call
/// from being turned round.
record BridgeReverseRules(AttachedTunnel tunnel) {
    private static final int CALLS = 65_535;
    private static final int PINGS = 1_024;
    private static final String CALL = "{ ip saddr . ip protocol . th sport . th dport timeout ";
    private static final String ANSWERED = " ip daddr . ip protocol . th dport . th sport @calls accept";

    private List<Caller> callers() {
        return tunnel.policy().reverse().callers();
    }

    List<NamedSet> sets() {
        return callers().isEmpty()
                ? List.of()
                : List.of(
                        NamedSet.remembered("calls", "ip saddr . ip protocol . th sport . th dport", CALLS),
                        NamedSet.remembered("calling_pings", "ip saddr . icmp id", PINGS));
    }

    /// A rule for each of the hosts, which may overlap.
    List<String> forHosts(String before, String after) {
        return callers().stream()
                .map(Caller::hosts)
                .distinct()
                .map(hosts -> before + hosts + after)
                .toList();
    }

    /// What comes from those hosts to the friend.
    List<String> toFriend() {
        return callers().stream()
                .map(caller -> "ip saddr " + caller.hosts() + ReverseRules.service(caller, "dport") + " goto called")
                .toList();
    }

    /// Where that is remembered, for as long as what the friend begins.
    List<Chain> chains() {
        return callers().isEmpty()
                ? List.of()
                : List.of(Chain.called(
                        "called",
                        "Who may call him is remembered for a while, so that he may answer.",
                        List.of(
                                "tcp flags & (fin | rst) != 0 update @calls " + CALL + "2m } accept",
                                "ip protocol tcp update @calls " + CALL + "4h } accept",
                                "ip protocol udp update @calls " + CALL + "3m } accept",
                                "icmp type echo-request update @calling_pings { ip saddr . icmp id timeout 30s }"
                                        + " accept",
                                "counter drop comment \"neither TCP nor UDP nor ping\"")));
    }

    /// What lets the friend answer.
    List<String> fromFriend() {
        List<String> rules = new ArrayList<>();
        for (Caller caller : callers()) {
            String to = "ip daddr " + caller.hosts();
            if (caller.service().isPresent()) {
                String beginsNothing = switch (caller.service().get().protocol()) {
                    case TCP -> " tcp flags & (syn | ack) != syn";
                    case UDP -> "";
                };
                rules.add(to + ReverseRules.service(caller, "sport") + beginsNothing + ANSWERED);
            } else {
                rules.add(to + " tcp flags & (syn | ack) != syn" + ANSWERED);
                rules.add(to + " ip protocol udp" + ANSWERED);
                rules.add(to + " icmp type echo-reply ip daddr . icmp id @calling_pings accept");
            }
        }
        return rules;
    }
}
