package io.genkan.router;

import io.genkan.linux.ProcFs.Setting;
import io.genkan.net.Attachment;
import io.genkan.net.Mtu;
import io.genkan.net.TunnelPool;
import io.genkan.tun.TunMode;
import io.genkan.tunnel.AttachmentException;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Works out what of the kernel's state is to be ours, for the tunnels that there are. Pure.
final class RouterPlanner {
    private final TunnelPool pool;
    private final Mtu mtu;
    private final TapAddresses tapAddresses;

    /// @param pool the block of the tunnels' addresses
    /// @param mtu every tunnel's MTU
    /// @param tapAddresses which hardware address a tap device has
    RouterPlanner(TunnelPool pool, Mtu mtu, TapAddresses tapAddresses) {
        this.pool = pool;
        this.mtu = mtu;
        this.tapAddresses = tapAddresses;
    }

    /// @throws AttachmentException if the tunnels' addresses collide with the LAN's
    RouterConfig plan(Collection<AttachedTunnel> tunnels, Lan lan) throws AttachmentException {
        if (tunnels.isEmpty()) {
            return RouterConfig.NOTHING;
        }
        refuseOverlap(lan);
        List<AttachedTunnel> sorted = tunnels.stream()
                .sorted(Comparator.comparing((AttachedTunnel t) -> t.device().value()))
                .toList();
        List<Link> links = sorted.stream().map(this::link).toList();
        Stream<Ruleset> guards = sorted.stream().map(t -> GuardRules.of(t, new LanSets(lan)));
        List<Ruleset> tables = Stream.concat(Stream.of(new NatRules(sorted, lan).ruleset()), guards)
                .toList();
        Set<ProxyNeighbour> proxies = new HashSet<>();
        for (AttachedTunnel tunnel : sorted) {
            if (tunnel.attachment() == Attachment.PROXY_ARP) {
                refuseOutsideOf(lan, tunnel);
                proxies.add(new ProxyNeighbour(tunnel.addresses().friend(), lan.device()));
            }
        }
        return new RouterConfig(tables, settings(lan, !proxies.isEmpty()), proxies, links);
    }

    private Link link(AttachedTunnel tunnel) {
        return new Link(
                tunnel.device(),
                tunnel.addresses(),
                mtu,
                tunnel.mode() == TunMode.ETHERNET ? Optional.of(tapAddresses.of(tunnel.device())) : Optional.empty(),
                tunnel.attachment() == Attachment.PROXY_ARP);
    }

    private static Map<Setting, String> settings(Lan lan, boolean proxies) {
        Map<Setting, String> settings = new HashMap<>();
        settings.put(Setting.ipv4Forwarding(lan.device()), "1");
        if (proxies) {
            // The kernel would wait for up to 0.8 s before it answers for somebody else.
            settings.put(Setting.proxyDelay(lan.device()), "0");
        }
        return settings;
    }

    private static void refuseOutsideOf(Lan lan, AttachedTunnel tunnel) throws AttachmentException {
        InetAddress address = tunnel.addresses().friend();
        boolean free = lan.networks().stream().anyMatch(network -> network.hasRoomFor(address));
        if (!free) {
            throw new AttachmentException(
                    AttachmentException.Reason.RANGE_OUTSIDE_LAN,
                    address.getHostAddress() + " is no address for a friend in the LAN of " + lan.device() + ", "
                            + lan.networks() + " (genkan.lan.friends)");
        }
    }

    private void refuseOverlap(Lan lan) throws AttachmentException {
        for (Lan.Network network : lan.networks()) {
            if (network.prefix().overlaps(pool.block())) {
                throw new AttachmentException(
                        AttachmentException.Reason.POOL_OVERLAPS_LAN,
                        "the tunnels' addresses " + pool + " and the LAN " + network.prefix()
                                + " overlap; set genkan.tunnel.pool to another block");
            }
        }
    }
}
