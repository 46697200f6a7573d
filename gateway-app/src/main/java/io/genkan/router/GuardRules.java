package io.genkan.router;

import io.genkan.access.Destination;
import io.genkan.linux.Nftables.Family;
import io.genkan.net.Attachment;
import io.genkan.net.InterfaceName;
import io.genkan.net.IpPrefix;
import io.genkan.router.Ruleset.Chain;
import io.genkan.router.Ruleset.Hook;
import io.genkan.tun.TunMode;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes the second guard: a table for each tunnel's device alone, through which everything goes that comes in by it,
/// before the rest of the packet filter. Pure.
///
/// It is coarser than {@link NatRules} (hosts, not ports). It is there for the moment in which somebody deletes the
/// other table: until that is back, the friend still reaches no host that his policy does not name, and nothing of the
/// gateway itself.
///
/// What goes to a LAN host that is not in the policy is not dropped here, since the friend is to be told: it loses all
/// its hops (TTL 0). The other table refuses it by that mark; without the other table the kernel does not forward it.
final class GuardRules {
    /// Before everything else that others may have there.
    private static final int FIRST = -500;

    private GuardRules() {}

    static TableName tableOf(InterfaceName device) {
        return new TableName(Family.NETDEV, TableName.OURS + "_" + device);
    }

    static Ruleset of(AttachedTunnel tunnel, LanSets lan) {
        Chain chain = new Chain(
                "ingress",
                Optional.of(Hook.ingress(tunnel.device(), FIRST)),
                Optional.of("From " + tunnel.friend() + "."),
                rules(tunnel, lan));
        return new Ruleset(tableOf(tunnel.device()), List.of(), List.of(chain));
    }

    private static List<String> rules(AttachedTunnel tunnel, LanSets lan) {
        String friend = text(tunnel.addresses().friend());
        String gateway = text(tunnel.addresses().gateway());
        List<String> rules = new ArrayList<>();
        if (tunnel.mode() == TunMode.ETHERNET) {
            rules.add("arp saddr ip " + friend + " arp daddr ip " + gateway + " accept");
            if (tunnel.attachment() == Attachment.PROXY_ARP) {
                hosts(tunnel).forEach(h -> rules.add("arp saddr ip " + friend + " arp daddr ip " + h + " accept"));
            }
        }
        rules.add("ip saddr != " + friend + " counter drop comment \"forged source\"");
        rules.add("ip daddr " + gateway + " icmp type echo-request accept");
        rules.add("ip daddr " + gateway + " " + NatRules.ICMP_ERRORS + " accept");
        rules.add("ip daddr != " + lan.prefixes() + " counter drop comment \"not in the LAN\"");
        rules.add("ip daddr " + lan.gatewayAddresses() + " counter drop comment \"the gateway's own services\"");
        hosts(tunnel).forEach(hosts -> rules.add("ip daddr " + hosts + " accept"));
        rules.add("ip daddr " + lan.prefixes() + " ip ttl set " + NatRules.HOPELESS + " counter accept comment"
                + " \"not in the policy\"");
        return rules;
    }

    private static List<IpPrefix> hosts(AttachedTunnel tunnel) {
        return tunnel.policy().destinations().stream()
                .map(Destination::hosts)
                .distinct()
                .toList();
    }

    private static String text(InetAddress address) {
        return address.getHostAddress();
    }
}
