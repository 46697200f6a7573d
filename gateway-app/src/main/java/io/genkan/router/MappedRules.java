package io.genkan.router;

import io.genkan.access.Caller;
import io.genkan.access.Destination;
import io.genkan.net.PrefixMapping;
import io.genkan.router.Ruleset.Chain;
import io.genkan.router.Ruleset.Hook;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// Writes what has the LAN appear to friends under other addresses; nothing at all where it appears to all as it is.
/// Pure.
///
/// A packet's destination becomes the real one before it is routed, and connection tracking gives the answer the
/// address that the friend knows after that. So every rule between, and every policy, names the real hosts.
///
/// Nothing that the friend addresses exists by that address: what the second guard lets through without this
/// translation would go wherever the default route leads. So the guard leaves such packets their last hop, with which
/// the kernel forwards none, and only this table, which also translates, gives them more.
record MappedRules(List<AttachedTunnel> tunnels) {
    /// The hops that the second guard leaves a packet that is to be translated.
    static final int LAST_HOP = 1;

    private static final int USUAL_HOPS = 64;

    /// Rules for before connection tracking: what is addressed neither to the block that he knows nor to his tunnel's
    /// other end is stopped.
    List<String> beforeTracking() {
        return each((tunnel, mapping) -> "iifname " + device(tunnel) + " ip daddr != { " + mapping.shown() + ", "
                + tunnel.addresses().gateway().getHostAddress() + " } counter drop comment \"not in the LAN\"");
    }

    /// Rules for after what the guard has marked is refused: they give packets back the hops that it took, and refuse
    /// what the policy does not name. That is done before the translation, since a refusal tells the friend about
    /// which of his packets it is.
    List<String> refusals() {
        List<String> rules = new ArrayList<>(
                each((tunnel, _) -> "iifname " + device(tunnel) + " ip ttl " + LAST_HOP + " ip ttl set " + USUAL_HOPS));
        rules.addAll(each((tunnel, _) -> "iifname " + device(tunnel) + " jump seen_" + tunnel.device()));
        return rules;
    }

    /// The chains that refuse, and the one that translates what friends send.
    List<Chain> chains() {
        List<Chain> chains = new ArrayList<>(each(MappedRules::refusing));
        List<String> rules = each((tunnel, mapping) -> "iifname " + device(tunnel)
                + " dnat ip prefix to ip daddr map { " + mapping.shown() + " : " + mapping.real() + " }");
        if (!rules.isEmpty()) {
            chains.add(Chain.base("mapped", Hook.of("nat", "prerouting", NatRules.DESTINATION_NAT), rules));
        }
        return chains;
    }

    /// It lets pass more than the rules that decide: those know flows too.
    private static Chain refusing(AttachedTunnel tunnel, PrefixMapping mapping) {
        List<String> rules = new ArrayList<>();
        rules.add("ip daddr " + tunnel.addresses().gateway().getHostAddress() + " return");
        rules.add(NatRules.ICMP_ERRORS + " return");
        tunnel.policy()
                .destinations()
                .forEach(to -> mapping.appearanceOf(to.hosts())
                        .ifPresent(
                                hosts -> rules.add("ip daddr " + hosts + NatRules.service(to, "dport") + " return")));
        for (Caller caller : tunnel.policy().reverse().callers()) {
            Destination from = new Destination(caller.hosts(), caller.service());
            mapping.appearanceOf(from.hosts())
                    .ifPresent(hosts -> rules.add("ip daddr " + hosts + NatRules.service(from, "sport") + " return"));
        }
        rules.add("counter reject with icmp type admin-prohibited comment \"not in the policy\"");
        return Chain.called(
                "seen_" + tunnel.device(), "From " + tunnel.friend() + ", by the addresses that he knows.", rules);
    }

    /// Rules that have hosts of the LAN appear to a friend whom they may call as he addresses them.
    List<String> callers() {
        return new MappedRules(tunnels.stream()
                        .filter(tunnel -> !tunnel.policy().reverse().callers().isEmpty())
                        .toList())
                .each((tunnel, mapping) -> "oifname " + device(tunnel) + " snat ip prefix to ip saddr map { "
                        + mapping.real() + " : " + mapping.shown() + " }");
    }

    private <T> List<T> each(BiFunction<AttachedTunnel, PrefixMapping, T> rule) {
        return tunnels.stream()
                .flatMap(tunnel -> tunnel.mapping().stream().map(mapping -> rule.apply(tunnel, mapping)))
                .toList();
    }

    private static String device(AttachedTunnel tunnel) {
        return "\"" + tunnel.device() + "\"";
    }
}
