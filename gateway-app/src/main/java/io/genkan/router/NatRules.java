package io.genkan.router;

import io.genkan.access.Destination;
import io.genkan.linux.Nftables.Family;
import io.genkan.net.Attachment;
import io.genkan.router.Ruleset.Chain;
import io.genkan.router.Ruleset.Hook;
import io.genkan.router.Ruleset.NamedSet;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the packet filter for tunnels that are joined to the LAN by NAT or by proxy ARP. Pure.
///
/// Every packet from a friend meets his policy, and so does every answer, which must also belong to a flow that he
/// began: when a policy is narrowed, both directions of a running flow end at once, with nothing to flush.
///
/// Our base chains say `policy accept` and drop by themselves what concerns a tunnel: they must not decide about
/// anybody else's packets. They come a little before the usual priority, since an `accept` of another table could not
/// undo a drop here, nor an `accept` here a drop of theirs.
final class NatRules {
    /// Where all of it stands.
    static final TableName TABLE = new TableName(Family.INET, TableName.OURS);

    /// NF_IP_PRI_RAW: before connection tracking, so that a forged source never makes an entry there.
    private static final int BEFORE_CONNTRACK = -300;

    /// A little before NF_IP_PRI_FILTER.
    private static final int FILTER = -10;

    /// NF_IP_PRI_NAT_SRC.
    private static final int SOURCE_NAT = 100;

    /// NF_IP_PRI_NAT_DST.
    static final int DESTINATION_NAT = -100;

    /// The hops that the second guard leaves a packet that is not in the policy.
    static final int HOPELESS = 0;

    static final String ICMP_ERRORS = "icmp type { destination-unreachable, time-exceeded, parameter-problem }";
    private static final String FORGED = "counter drop comment \"forged source\"";
    private static final String CLAMP_MSS = "tcp flags & (syn | rst) == syn tcp option maxseg size set rt mtu";

    private final List<AttachedTunnel> tunnels;
    private final Lan lan;
    private final LanSets lanSets;
    private final RateLimits rates;
    private final ReverseRules reverse;
    private final List<AttachedTunnel> hops;
    private final MappedRules mapped;

    NatRules(List<AttachedTunnel> tunnels, Lan lan) {
        this.tunnels = tunnels;
        this.lan = lan;
        this.lanSets = new LanSets(lan);
        this.rates = new RateLimits(tunnels);
        this.reverse = new ReverseRules(tunnels, lan);
        this.hops = tunnels.stream().filter(t -> t.subnet().isPresent()).toList();
        this.mapped = new MappedRules(tunnels);
    }

    Ruleset ruleset() {
        Stream<Chain> fixed = Stream.of(
                prerouting(),
                input(),
                toGateway(),
                output(),
                fromGateway(),
                forward(),
                fromFriends(),
                toFriends(),
                postrouting());
        Stream<Chain> each = tunnels.stream().flatMap(t -> Stream.of(fromFriend(t), toFriend(t)));
        List<Chain> chains = new ArrayList<>(Stream.concat(fixed, each).toList());
        chains.addAll(reverse.chains());
        if (!hops.isEmpty()) {
            chains.add(otherSources());
        }
        List<String> maps = reverse.maps();
        if (!maps.isEmpty()) {
            chains.add(Chain.base("port_maps", Hook.of("nat", "prerouting", DESTINATION_NAT), maps));
        }
        chains.addAll(mapped.chains());
        return new Ruleset(TABLE, rates.limits(), sets(), chains);
    }

    private List<NamedSet> sets() {
        return List.of(
                new NamedSet("tunnels", "ifname", each(t -> quoted(t.device()))),
                new NamedSet(
                        "sources",
                        "ifname . ipv4_addr",
                        each(t ->
                                quoted(t.device()) + " . " + text(t.addresses().friend()))),
                new NamedSet(
                        "gateways",
                        "ifname . ipv4_addr",
                        each(t ->
                                quoted(t.device()) + " . " + text(t.addresses().gateway()))),
                new NamedSet(
                        "friends",
                        "ipv4_addr",
                        tunnels.stream()
                                .filter(t -> t.attachment() == Attachment.NAT)
                                .map(t -> text(t.addresses().friend()))
                                .toList()));
    }

    private Chain prerouting() {
        List<String> rules = new ArrayList<>();
        rules.add("iifname @tunnels meta nfproto != ipv4 counter drop comment \"not IPv4\"");
        rules.add(
                "iifname @tunnels iifname . ip saddr != @sources " + (hops.isEmpty() ? FORGED : "jump other_sources"));
        rules.addAll(mapped.beforeTracking());
        rules.addAll(rates.fromFriends());
        rules.add("iifname @tunnels ip ttl " + HOPELESS + " counter reject with icmp type admin-prohibited"
                + " comment \"not in the policy\"");
        rules.addAll(mapped.refusals());
        return Chain.base("prerouting", Hook.of("filter", "prerouting", BEFORE_CONNTRACK), rules);
    }

    private Chain otherSources() {
        List<String> rules = new ArrayList<>();
        for (AttachedTunnel hop : hops) {
            rules.add("iifname " + quoted(hop.device()) + " ip saddr " + hop.sources() + " return");
        }
        rules.add(FORGED);
        return Chain.called("other_sources", "From what lies behind a hop, with its own address.", rules);
    }

    private static Chain input() {
        return Chain.base("input", Hook.of("filter", "input", FILTER), List.of("iifname @tunnels goto to_gateway"));
    }

    private Chain toGateway() {
        List<String> rules = new ArrayList<>();
        rules.add("iifname . ip daddr @gateways icmp type echo-request accept");
        rules.add(ICMP_ERRORS + " ct state related accept");
        tunnels.forEach(t -> rules.addAll(new DiscoveryRules(t).questions("iifname " + quoted(t.device()) + " ")));
        rules.add("counter drop comment \"the gateway's own services\"");
        return Chain.called(
                "to_gateway",
                "The gateway itself answers a friend's ping to his tunnel's other end, and nothing else.",
                rules);
    }

    private static Chain output() {
        return Chain.base("output", Hook.of("filter", "output", FILTER), List.of("oifname @tunnels goto from_gateway"));
    }

    private Chain fromGateway() {
        List<String> rules = new ArrayList<>();
        rules.add("icmp type echo-reply accept");
        rules.add(ICMP_ERRORS + " accept");
        tunnels.forEach(t -> rules.addAll(new DiscoveryRules(t).answers("oifname " + quoted(t.device()) + " ")));
        rules.add("counter drop comment \"from the gateway itself\"");
        return Chain.called(
                "from_gateway",
                "What the gateway's own programs send out by every interface does not go to friends.",
                rules);
    }

    private Chain forward() {
        List<String> rules = new ArrayList<>();
        rules.add("iifname @tunnels goto from_friends");
        rules.add("oifname @tunnels goto to_friends");
        if (!lan.forwarded()) {
            // What only passes a bridge can come by here too, where br_netfilter is on.
            String within = lan.kind() == Lan.Kind.BRIDGE ? " oifname != " + quoted(lan.device()) : "";
            rules.add("iifname " + quoted(lan.device()) + within
                    + " counter drop comment \"forwarding is on for the tunnels alone\"");
        }
        return Chain.base("forward", Hook.of("filter", "forward", FILTER), rules);
    }

    private Chain fromFriends() {
        List<String> rules = new ArrayList<>();
        rules.add("oifname != " + quoted(lan.device()) + " counter drop comment \"not to the LAN\"");
        rules.add("ip daddr != " + lanSets.prefixes() + " counter drop comment \"not in the LAN\"");
        rules.add("ip daddr " + lanSets.broadcasts() + " counter drop comment \"broadcast\"");
        rules.add(CLAMP_MSS);
        rules.add("iifname vmap { " + jumps("from") + " }");
        rules.add("counter reject with icmp type admin-prohibited comment \"not in the policy\"");
        return Chain.called("from_friends", "From a friend: to the LAN alone, and only as his policy says.", rules);
    }

    private Chain toFriends() {
        List<String> rules = new ArrayList<>();
        rules.add("iifname != " + quoted(lan.device()) + " counter drop comment \"not from the LAN\"");
        rules.addAll(rates.toFriends());
        rules.add(CLAMP_MSS);
        rules.addAll(reverse.toFriends());
        rules.add("ct state != { established, related } counter drop comment \"not an answer\"");
        rules.add("ct direction != reply counter drop comment \"not an answer\"");
        rules.add("oifname vmap { " + jumps("to") + " }");
        rules.add("counter drop comment \"not in the policy\"");
        return Chain.called(
                "to_friends",
                "To a friend: from the LAN alone, answers from what his policy names, and whom it lets call.",
                rules);
    }

    private Chain postrouting() {
        List<String> rules = new ArrayList<>();
        String toLan = "oifname " + quoted(lan.device());
        rules.add(toLan + " ip saddr @friends masquerade");
        hops.stream()
                .filter(hop -> hop.attachment() == Attachment.NAT)
                .flatMap(hop -> hop.subnet().stream())
                .forEach(subnet -> rules.add(toLan + " ip saddr " + subnet + " masquerade"));
        rules.addAll(mapped.callers());
        return Chain.base("postrouting", Hook.of("nat", "postrouting", SOURCE_NAT), rules);
    }

    private static Chain fromFriend(AttachedTunnel tunnel) {
        List<String> rules = new ArrayList<>();
        rules.add(ICMP_ERRORS + " ct state related accept");
        for (Destination destination : tunnel.policy().destinations()) {
            rules.add("ip daddr " + destination.hosts() + service(destination, "dport") + " accept");
        }
        rules.addAll(ReverseRules.answers(tunnel));
        return Chain.called("from_" + tunnel.device(), "From " + tunnel.friend() + ".", rules);
    }

    private static Chain toFriend(AttachedTunnel tunnel) {
        List<String> rules = new ArrayList<>();
        rules.add("ip daddr != " + tunnel.sources() + " counter drop comment \"not his address\"");
        rules.add(ICMP_ERRORS + " ct state related accept");
        for (Destination destination : tunnel.policy().destinations()) {
            rules.add("ip saddr " + destination.hosts() + service(destination, "sport") + " accept");
        }
        return Chain.called("to_" + tunnel.device(), "To " + tunnel.friend() + ".", rules);
    }

    static String service(Destination destination, String port) {
        return destination
                .service()
                .map(s -> " " + s.protocol() + " " + port + " " + s.ports())
                .orElse("");
    }

    private String jumps(String direction) {
        return tunnels.stream()
                .map(t -> quoted(t.device()) + " : jump " + direction + "_" + t.device())
                .collect(Collectors.joining(", "));
    }

    private List<String> each(Function<AttachedTunnel, String> part) {
        return tunnels.stream().map(part).toList();
    }

    private static String quoted(Object name) {
        return "\"" + name + "\"";
    }

    private static String text(InetAddress address) {
        return address.getHostAddress();
    }
}
