package io.genkan.router;

import io.genkan.access.Caller;
import io.genkan.access.Destination;
import io.genkan.linux.Nftables.Family;
import io.genkan.net.Attachment;
import io.genkan.net.InterfaceName;
import io.genkan.net.IpPrefix;
import io.genkan.router.Ruleset.Chain;
import io.genkan.router.Ruleset.Hook;
import io.genkan.router.Ruleset.NamedSet;
import io.genkan.tun.TunMode;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Writes the second guard: a table for each tunnel's device alone, through which everything goes that comes in by it,
/// before the rest of the packet filter. Pure.
///
/// It is coarser than {@link NatRules} and {@link BridgeRules} (hosts, not ports). It is there for the moment in
/// which somebody deletes the other table: until that is back, the friend still reaches no host that his policy does
/// not name, and nothing of the gateway itself.
///
/// On a device that carries frames it also is the guard of layer 2: IPv4 and ARP alone, without a VLAN tag, from one
/// hardware address. Whose that is nobody knows beforehand, since a stock client's tap has a new random one at each
/// dial: the first frame that carries the friend's own IP address teaches it, and it stays for as long as the table
/// does. Behind a hop with a network are several computers: there the pairs of IP and hardware address are learnt, so
/// many and no more, and forgotten when they have been silent for a while.
///
/// What goes to a LAN host that is not in the policy is not dropped here, since the friend is to be told: it loses all
/// its hops (TTL 0). The other table refuses it by that mark; without the other table the kernel does not forward it.
/// A bridge would pass it on, and there it is dropped.
///
/// Where the LAN appears to the friend under other addresses, this guard sees those: {@link MappedRules}.
final class GuardRules {
    /// Before everything else that others may have there.
    private static final int FIRST = -500;

    /// A friend is one computer.
    private static final int HARDWARE_ADDRESSES = 1;

    /// How many computers there may be at a time on the wire of a hop's tap device, the hop among them.
    static final int BEHIND_A_HOP = 8;

    /// How long one of them keeps its place there after its last frame. A stock client's tap has another hardware
    /// address at the next dial.
    private static final String PLACE_KEPT = "2m";

    private static final String NEITHER_IP_NOR_ARP =
            "ether type != { ip, arp } counter drop comment \"neither IPv4 nor ARP\"";
    private static final String FROM_A_GROUP =
            "ether saddr & 01:00:00:00:00:00 != 00:00:00:00:00:00 counter drop comment \"from a group\"";
    private static final String FORGED = " counter drop comment \"forged source\"";
    private static final String ANOTHER_ADDRESS = " counter drop comment \"another hardware address\"";
    private static final String FALSE_SENDER = " counter drop comment \"false ARP sender\"";

    private GuardRules() {}

    static TableName tableOf(InterfaceName device) {
        return new TableName(Family.NETDEV, TableName.OURS + "_" + device);
    }

    static Ruleset of(AttachedTunnel tunnel, LanSets lan) {
        Chain chain = new Chain(
                "ingress",
                Optional.of(Hook.ingress(tunnel.device(), FIRST)),
                Optional.of("From " + tunnel.friend() + "."),
                rules(tunnel, tunnel.mapping().map(lan::seenThrough).orElse(lan)));
        return new Ruleset(tableOf(tunnel.device()), sets(tunnel), List.of(chain));
    }

    private static List<NamedSet> sets(AttachedTunnel tunnel) {
        if (tunnel.mode() != TunMode.ETHERNET) {
            return List.of();
        }
        return List.of(
                tunnel.subnet().isPresent()
                        ? NamedSet.remembered("pairs", "ip saddr . ether saddr", BEHIND_A_HOP)
                        : NamedSet.learnt("hardware_addresses", "ether_addr", HARDWARE_ADDRESSES));
    }

    /// The type is read from the frame itself, since a VLAN tag is taken off before any other look at the packet.
    private static List<String> frameRules(String friend) {
        return List.of(
                NEITHER_IP_NOR_ARP,
                FROM_A_GROUP,
                "arp saddr ip " + friend + " add @hardware_addresses { ether saddr }",
                "ip saddr " + friend + " add @hardware_addresses { ether saddr }",
                "ether saddr != @hardware_addresses" + ANOTHER_ADDRESS,
                "arp saddr ether != @hardware_addresses" + FALSE_SENDER);
    }

    private static List<String> hopFrameRules(String sources) {
        return List.of(
                NEITHER_IP_NOR_ARP,
                FROM_A_GROUP,
                "arp saddr ip != " + sources + FALSE_SENDER,
                "ip saddr " + sources + " update @pairs { ip saddr . ether saddr timeout " + PLACE_KEPT + " }",
                "arp saddr ip " + sources + " update @pairs { arp saddr ip . ether saddr timeout " + PLACE_KEPT + " }",
                "ip saddr " + sources + " ip saddr . ether saddr != @pairs" + ANOTHER_ADDRESS,
                "arp saddr ip . ether saddr != @pairs" + ANOTHER_ADDRESS,
                "arp saddr ip . arp saddr ether != @pairs" + FALSE_SENDER);
    }

    private static List<String> rules(AttachedTunnel tunnel, LanSets lan) {
        String friend = text(tunnel.addresses().friend());
        String sources = tunnel.sources();
        String gateway = text(tunnel.addresses().gateway());
        List<String> rules = new ArrayList<>();
        if (tunnel.mode() == TunMode.ETHERNET) {
            rules.addAll(tunnel.subnet().isPresent() ? hopFrameRules(sources) : frameRules(friend));
            rules.add("arp saddr ip " + sources + " arp daddr ip " + gateway + " accept");
            if (tunnel.attachment() != Attachment.NAT) {
                hosts(tunnel).forEach(h -> rules.add("arp saddr ip " + sources + " arp daddr ip " + h + " accept"));
            }
            if (tunnel.attachment() == Attachment.BRIDGED) {
                rules.add("arp saddr ip " + friend + " arp daddr ip " + friend + " accept");
            }
        }
        rules.add("ip saddr != " + sources + FORGED);
        rules.add("ip daddr " + gateway + " icmp type echo-request accept");
        rules.add("ip daddr " + gateway + " " + NatRules.ICMP_ERRORS + " accept");
        rules.addAll(new DiscoveryRules(tunnel).questions(""));
        rules.add("ip daddr != " + lan.prefixes() + " counter drop comment \"not in the LAN\"");
        rules.add("ip daddr " + lan.gatewayAddresses() + " counter drop comment \"the gateway's own services\"");
        String hops = tunnel.mapping().isPresent() ? " ip ttl set " + MappedRules.LAST_HOP : "";
        hosts(tunnel).forEach(hosts -> rules.add("ip daddr " + hosts + hops + " accept"));
        if (tunnel.attachment() == Attachment.BRIDGED) {
            rules.add("counter drop comment \"not in the policy\"");
        } else {
            rules.add("ip daddr " + lan.prefixes() + " ip ttl set " + NatRules.HOPELESS + " counter accept comment"
                    + " \"not in the policy\"");
        }
        return rules;
    }

    private static List<IpPrefix> hosts(AttachedTunnel tunnel) {
        // Whoever may call him is answered.
        Stream<IpPrefix> callers = tunnel.policy().reverse().callers().stream().map(Caller::hosts);
        return Stream.concat(tunnel.policy().destinations().stream().map(Destination::hosts), callers)
                .flatMap(hosts -> seen(tunnel, hosts).stream())
                .distinct()
                .toList();
    }

    private static Optional<IpPrefix> seen(AttachedTunnel tunnel, IpPrefix hosts) {
        return tunnel.mapping().map(mapping -> mapping.appearanceOf(hosts)).orElse(Optional.of(hosts));
    }

    private static String text(InetAddress address) {
        return address.getHostAddress();
    }
}
