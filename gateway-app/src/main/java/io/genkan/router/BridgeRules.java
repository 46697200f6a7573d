package io.genkan.router;

import io.genkan.access.Destination;
import io.genkan.linux.Nftables.Family;
import io.genkan.net.InterfaceName;
import io.genkan.router.Ruleset.Chain;
import io.genkan.router.Ruleset.Hook;
import io.genkan.router.Ruleset.NamedSet;
import java.util.ArrayList;
import java.util.List;

/// Writes the packet filter for a tunnel whose device is a port of the LAN's bridge: a table of its own for each, so
/// that what it has learnt does not go when another friend comes. Pure.
///
/// A bridge has connection tracking on some kernels only. So the rules keep their own: a packet that the policy
/// admits is written into a set, and what comes from the LAN goes to the friend if it answers one of those.
final class BridgeRules {
    /// The group of our ports, by which a rule knows the LAN's other ports from them: 103 as the mark of our
    /// neighbours.
    static final int PORTS = 103;

    /// The set with the hardware addresses of everybody but the friends.
    static final String LAN_ADDRESSES = "lan_addresses";

    /// Before what others do in a bridge (NF_BR_PRI_NAT_DST_BRIDGED).
    private static final int FIRST = -310;

    /// A little before NF_BR_PRI_FILTER_BRIDGED.
    private static final int FILTER = -210;

    private static final int LAN_SIZE = 4096;
    private static final int FLOWS = 65_535;
    private static final int PINGS = 1_024;
    private static final String GROUP = "& 01:00:00:00:00:00 != 00:00:00:00:00:00";
    private static final String FRAGMENT = "ip frag-off & 0x3fff != 0 counter drop comment \"fragment\"";
    private static final String FLOW = "{ ip daddr . ip protocol . th sport . th dport timeout ";

    private final AttachedTunnel tunnel;
    private final LanSets lan;
    private final RateLimits rates;
    private final BridgeReverseRules reverse;
    private final DiscoveryRules discovery;
    private final String port;
    private final String friend;
    private final String gateway;

    private BridgeRules(AttachedTunnel tunnel, LanSets lan) {
        this.tunnel = tunnel;
        this.lan = lan;
        this.rates = new RateLimits(List.of(tunnel));
        this.reverse = new BridgeReverseRules(tunnel);
        this.discovery = new DiscoveryRules(tunnel);
        this.port = "\"" + tunnel.device() + "\"";
        this.friend = tunnel.addresses().friend().getHostAddress();
        this.gateway = tunnel.addresses().gateway().getHostAddress();
    }

    static TableName tableOf(InterfaceName device) {
        return new TableName(Family.BRIDGE, TableName.OURS + "_" + device);
    }

    static Ruleset of(AttachedTunnel tunnel, LanSets lan) {
        BridgeRules rules = new BridgeRules(tunnel, lan);
        return new Ruleset(tableOf(tunnel.device()), rules.rates.limits(), rules.sets(), rules.chains());
    }

    private List<NamedSet> sets() {
        List<NamedSet> sets = new ArrayList<>(List.of(
                NamedSet.learnt(LAN_ADDRESSES, "ether_addr", LAN_SIZE),
                NamedSet.learnt("hardware_addresses", "ether_addr", 1),
                NamedSet.remembered("flows", "ip daddr . ip protocol . th sport . th dport", FLOWS),
                NamedSet.remembered("pings", "ip daddr . icmp id", PINGS)));
        sets.addAll(reverse.sets());
        return sets;
    }

    private List<Chain> chains() {
        List<Chain> chains = new ArrayList<>(
                List.of(prerouting(), fromPort(), input(), output(), forward(), fromFriend(), admitted(), toFriend()));
        chains.addAll(reverse.chains());
        return chains;
    }

    /// A rule for each of the policy's hosts, which may overlap: a set would not take that.
    private List<String> forHosts(String before, String after) {
        return tunnel.policy().destinations().stream()
                .map(Destination::hosts)
                .distinct()
                .map(hosts -> before + hosts + after)
                .toList();
    }

    /// What the bridge itself never floods to a friend's port is counted here.
    private Chain prerouting() {
        String others = "iifgroup != " + PORTS;
        return Chain.base(
                "prerouting",
                Hook.of("filter", "prerouting", FIRST),
                List.of(
                        others + " add @" + LAN_ADDRESSES + " { ether saddr }",
                        others + " ether daddr != ff:ff:ff:ff:ff:ff ether daddr " + GROUP
                                + " counter comment \"multicast of the LAN, held back\"",
                        "iifname " + port + " goto from_port"));
    }

    private Chain fromPort() {
        return Chain.called(
                "from_port",
                "IPv4 and ARP alone, whole, from one hardware address that is nobody else's, and from his address.",
                List.of(
                        "ether type != { ip, arp } counter drop comment \"neither IPv4 nor ARP\"",
                        "ether saddr " + GROUP + " counter drop comment \"from a group\"",
                        "ether saddr @" + LAN_ADDRESSES + " counter drop comment \"somebody else's hardware address\"",
                        "arp saddr ip " + friend + " add @hardware_addresses { ether saddr }",
                        "ip saddr " + friend + " add @hardware_addresses { ether saddr }",
                        "ether saddr != @hardware_addresses counter drop comment \"another hardware address\"",
                        "arp saddr ether != @hardware_addresses counter drop comment \"false ARP sender\"",
                        "arp saddr ip != " + friend + " counter drop comment \"false ARP sender\"",
                        "arp operation != { request, reply } counter drop comment \"neither question nor answer\"",
                        "ip saddr != " + friend + " counter drop comment \"forged source\"",
                        "ip hdrlength != 5 counter drop comment \"IP options\"",
                        FRAGMENT));
    }

    private Chain input() {
        List<String> rules = new ArrayList<>();
        rules.add("iifname != " + port + " accept");
        rules.add("arp daddr ip " + gateway + " accept");
        rules.add("ip daddr " + gateway + " icmp type echo-request accept");
        rules.addAll(discovery.questions(""));
        rules.add("counter drop comment \"the gateway's own services\"");
        return Chain.base("input", Hook.of("filter", "input", FILTER), rules);
    }

    private Chain output() {
        List<String> rules = new ArrayList<>(discovery.answersOfABridge(port));
        rules.add("oifname != " + port + " accept");
        rules.add("arp saddr ip " + friend + " drop");
        rules.add("arp daddr ip " + friend + " accept");
        rules.add("ip saddr " + gateway + " ip daddr " + friend + " icmp type echo-reply accept");
        rules.addAll(discovery.answers(""));
        rules.add("counter drop comment \"from the gateway itself\"");
        return Chain.base("output", Hook.of("filter", "output", FILTER), rules);
    }

    private Chain forward() {
        return Chain.base(
                "forward",
                Hook.of("filter", "forward", FILTER),
                List.of("iifname " + port + " goto from_friend", "oifname " + port + " goto to_friend"));
    }

    private Chain fromFriend() {
        List<String> rules = new ArrayList<>();
        rules.add("oifgroup " + PORTS + " counter drop comment \"another friend\"");
        rules.add("arp daddr ip " + friend + " accept");
        rules.addAll(forHosts("arp daddr ip ", " accept"));
        rules.addAll(reverse.forHosts("arp daddr ip ", " accept"));
        rules.addAll(rates.fromFriends());
        rules.add("ether daddr != @" + LAN_ADDRESSES + " counter drop comment \"to nobody's hardware address\"");
        rules.add("ip daddr != " + lan.prefixes() + " counter drop comment \"not in the LAN\"");
        rules.add("ip daddr " + lan.broadcasts() + " counter drop comment \"broadcast\"");
        rules.add("ip daddr " + lan.gatewayAddresses() + " counter drop comment \"the gateway's own services\"");
        rules.addAll(forHosts("ip daddr ", " " + NatRules.ICMP_ERRORS + " accept"));
        for (Destination destination : tunnel.policy().destinations()) {
            rules.add("ip daddr " + destination.hosts() + NatRules.service(destination, "dport") + " goto admitted");
        }
        rules.addAll(reverse.fromFriend());
        rules.add("counter drop comment \"not in the policy\"");
        return Chain.called("from_friend", "From " + tunnel.friend() + ": as his policy says.", rules);
    }

    /// For as long as connection tracking would remember it, or nearly.
    private Chain admitted() {
        return Chain.called(
                "admitted",
                "What he may send is remembered for a while, so that the answers to it may come.",
                List.of(
                        "tcp flags & (fin | rst) != 0 update @flows " + FLOW + "2m } accept",
                        "ip protocol tcp update @flows " + FLOW + "4h } accept",
                        "ip protocol udp update @flows " + FLOW + "3m } accept",
                        "icmp type echo-request update @pings { ip daddr . icmp id timeout 30s } accept",
                        "counter drop comment \"neither TCP nor UDP nor ping\""));
    }

    private Chain toFriend() {
        List<String> rules = new ArrayList<>();
        rules.add("arp daddr ip " + friend + " accept");
        rules.addAll(forHosts("arp saddr ip ", " accept"));
        rules.addAll(reverse.forHosts("arp saddr ip ", " accept"));
        rules.add("ether daddr " + GROUP + " counter drop comment \"broadcast of the LAN, held back\"");
        rules.add("ip daddr != " + friend + " counter drop comment \"not his address\"");
        rules.addAll(rates.toFriends());
        rules.add(FRAGMENT);
        rules.add("ip saddr . ip protocol . th dport . th sport @flows accept");
        rules.add("icmp type echo-reply ip saddr . icmp id @pings accept");
        rules.addAll(forHosts("ip saddr ", " " + NatRules.ICMP_ERRORS + " accept"));
        rules.addAll(reverse.toFriend());
        rules.add("counter drop comment \"not an answer\"");
        return Chain.called("to_friend", "To " + tunnel.friend() + ": answers to what he sent, and ARP.", rules);
    }
}
