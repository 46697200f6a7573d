package io.genkan.router;

import io.genkan.linux.ProcFs.Setting;
import io.genkan.net.Attachment;
import io.genkan.net.IpPrefix;
import io.genkan.net.Mtu;
import io.genkan.net.PrefixMapping;
import io.genkan.net.TunnelPool;
import io.genkan.tun.TunMode;
import io.genkan.tunnel.AttachmentException;
import java.net.InetAddress;
import java.util.ArrayList;
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
        HopSubnets.refuseMisfits(tunnels, lan, pool);
        List<AttachedTunnel> sorted = tunnels.stream()
                .sorted(Comparator.comparing((AttachedTunnel t) -> t.device().value()))
                .toList();
        List<Link> links = sorted.stream().map(t -> link(t, lan)).toList();
        List<AttachedTunnel> routed = sorted.stream()
                .filter(t -> t.attachment() != Attachment.BRIDGED)
                .toList();
        List<Ruleset> tables = new ArrayList<>();
        if (!routed.isEmpty()) {
            tables.add(new NatRules(routed, lan).ruleset());
        }
        sorted.stream()
                .filter(t -> t.attachment() == Attachment.BRIDGED)
                .map(t -> BridgeRules.of(t, new LanSets(lan)))
                .forEach(tables::add);
        sorted.stream().map(t -> GuardRules.of(t, new LanSets(lan))).forEach(tables::add);
        Set<ProxyNeighbour> proxies = new HashSet<>();
        for (AttachedTunnel tunnel : sorted) {
            switch (tunnel.attachment()) {
                case NAT -> {
                    if (tunnel.mapping().isPresent()) {
                        refuseMisfit(tunnel.mapping().get(), lan);
                    }
                }
                case PROXY_ARP -> {
                    refuseOutsideOf(lan, tunnel);
                    tunnel.inLan().forEach(address -> proxies.add(new ProxyNeighbour(address, lan.device())));
                }
                case BRIDGED -> {
                    refuseWithoutBridge(lan);
                    refuseOutsideOf(lan, tunnel);
                }
            }
        }
        Map<Setting, String> settings = routed.isEmpty() ? Map.of() : settings(lan, !proxies.isEmpty());
        return new RouterConfig(tables, settings, proxies, links);
    }

    private Link link(AttachedTunnel tunnel, Lan lan) {
        return new Link(
                tunnel.device(),
                tunnel.addresses(),
                mtu,
                tunnel.mode() == TunMode.ETHERNET ? Optional.of(tapAddresses.of(tunnel.device())) : Optional.empty(),
                tunnel.attachment() == Attachment.PROXY_ARP,
                tunnel.attachment() == Attachment.BRIDGED ? Optional.of(lan.device()) : Optional.empty(),
                tunnel.subnet());
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

    private static void refuseWithoutBridge(Lan lan) throws AttachmentException {
        String why = switch (lan.kind()) {
            case BRIDGE -> "";
            case WIRED ->
                "the LAN interface " + lan.device()
                        + " is not in a bridge. Make one (genkan lan bridge plan), or choose" + " proxy-arp";
            case WIRELESS ->
                "the LAN interface " + lan.device()
                        + " is on Wi-Fi, where an access point takes no other hardware address. Choose proxy-arp or"
                        + " nat, or connect the gateway by cable";
        };
        if (!why.isEmpty()) {
            throw new AttachmentException(AttachmentException.Reason.NO_BRIDGE, why);
        }
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

    /// The home network, or the tunnels' block, may be another one since the mapping was made.
    private void refuseMisfit(PrefixMapping mapping, Lan lan) throws AttachmentException {
        List<IpPrefix> networks =
                lan.networks().stream().map(Lan.Network::prefix).toList();
        if (!networks.contains(mapping.real())) {
            throw new AttachmentException(
                    AttachmentException.Reason.MAPPING_MISFITS,
                    "the home network " + mapping.real() + " is to appear as " + mapping.shown() + ", but it is "
                            + networks + " now; set it anew with genkan friend set NAME --mapped auto");
        }
        boolean taken =
                Stream.concat(networks.stream(), Stream.of(pool.block())).anyMatch(mapping.shown()::overlaps);
        if (taken) {
            throw new AttachmentException(
                    AttachmentException.Reason.MAPPING_MISFITS,
                    "the home network is to appear as " + mapping.shown() + ", which overlaps the home network or the"
                            + " tunnels’ addresses now; choose another block with genkan friend set NAME --mapped");
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
