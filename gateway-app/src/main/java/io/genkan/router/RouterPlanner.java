package io.genkan.router;

import io.genkan.net.Mtu;
import io.genkan.net.TunnelPool;
import io.genkan.tun.TunMode;
import io.genkan.tunnel.AttachmentException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Works out what of the kernel's state is to be ours, for the tunnels that there are. Pure.
final class RouterPlanner {
    private final TunnelPool pool;
    private final Mtu mtu;

    /// @param pool the block of the tunnels' addresses
    /// @param mtu every tunnel's MTU
    RouterPlanner(TunnelPool pool, Mtu mtu) {
        this.pool = pool;
        this.mtu = mtu;
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
        List<Link> links = sorted.stream()
                .map(t -> new Link(t.device(), t.addresses(), mtu, t.mode() == TunMode.ETHERNET))
                .toList();
        Stream<Ruleset> guards = sorted.stream().map(t -> GuardRules.of(t, new LanSets(lan)));
        List<Ruleset> tables = Stream.concat(Stream.of(new NatRules(sorted, lan).ruleset()), guards)
                .toList();
        return new RouterConfig(tables, Set.of(lan.device()), links);
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
