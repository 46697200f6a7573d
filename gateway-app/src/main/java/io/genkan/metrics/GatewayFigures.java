package io.genkan.metrics;

import io.genkan.access.AccessDecision;
import io.genkan.access.Door;
import io.genkan.discovery.DiscoveryCounts;
import io.genkan.discovery.DiscoveryFigures;
import io.genkan.router.GuardCounters;
import io.genkan.sshd.PreAuthFigures;
import io.genkan.sshd.SshGateway;
import io.genkan.tunnel.Forwardings;
import io.genkan.tunnel.TunnelView;
import io.genkan.tunnel.Tunnels;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Collects the figures of the whole gateway.
@Component
class GatewayFigures {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Door door;
    private final Tunnels tunnels;
    private final TunnelTotals totals;
    private final Forwardings forwardings;
    private final SshGateway ssh;
    private final GuardCounters guard;
    private final DiscoveryCounts discovery;

    GatewayFigures(
            Door door,
            Tunnels tunnels,
            TunnelTotals totals,
            Forwardings forwardings,
            SshGateway ssh,
            GuardCounters guard,
            DiscoveryCounts discovery) {
        this.door = door;
        this.tunnels = tunnels;
        this.totals = totals;
        this.forwardings = forwardings;
        this.ssh = ssh;
        this.guard = guard;
        this.discovery = discovery;
    }

    /// What is so right now.
    Map<Series, Double> gauges() {
        List<TunnelView> live = tunnels.live();
        Map<Series, Double> gauges = new HashMap<>();
        gauges.put(Series.of("genkan.door.open"), door.isOpen() ? 1.0 : 0.0);
        gauges.put(Series.of("genkan.tunnels"), (double) live.size());
        gauges.put(Series.of("genkan.connections"), (double) forwardings.live().size());
        gauges.put(Series.of("genkan.sessions"), (double) ssh.identities().size());
        PreAuthFigures preAuth = ssh.preAuth();
        gauges.put(Series.of("genkan.preauth.waiting"), (double) preAuth.waiting());
        gauges.put(Series.of("genkan.preauth.penalties"), (double) preAuth.penalties());
        for (TunnelView tunnel : live) {
            Series roundTrip = totals.named(Series.of("genkan.tunnel.round.trip.seconds"), tunnel);
            tunnel.roundTrip().ifPresent(time -> gauges.merge(roundTrip, time.toNanos() / NANOS_PER_SECOND, Math::max));
        }
        return gauges;
    }

    /// What has happened since the gateway started.
    Map<Series, Long> counters() {
        Map<Series, Long> counters = new HashMap<>(totals.with(tunnels.live()));
        PreAuthFigures preAuth = ssh.preAuth();
        preAuth.turnedAway()
                .forEach((why, times) ->
                        counters.put(Series.of("genkan.preauth.turned.away").with("reason", why), times));
        counters.put(Series.of("genkan.preauth.made.room"), preAuth.madeRoom());
        refusals(counters, "tunnel", tunnels.refusals());
        refusals(counters, "connection", forwardings.refusals());
        refusals(counters, "session", ssh.refusals());
        discovery(counters);
        guard.totals()
                .forEach((rule, packets) -> counters.put(
                        Series.of("genkan.guard.stopped")
                                .with("guard", rule.guard())
                                .with("reason", rule.why()),
                        packets));
        return counters;
    }

    private void discovery(Map<Series, Long> counters) {
        DiscoveryFigures figures = discovery.figures();
        Series series = Series.of("genkan.discovery");
        counters.put(series.with("what", "questions"), figures.questions());
        counters.put(series.with("what", "refused"), figures.refused());
        counters.put(series.with("what", "too_many"), figures.tooMany());
        counters.put(series.with("what", "answers"), figures.answers());
        counters.put(series.with("what", "held_back"), figures.heldBack());
    }

    /// All reasons, also those that there was nothing for: a figure that begins at one would hide the first.
    private static void refusals(Map<Series, Long> counters, String of, Map<AccessDecision.Reason, Long> refusals) {
        for (AccessDecision.Reason reason : AccessDecision.Reason.values()) {
            Series series = Series.of("genkan.refusals")
                    .with("of", of)
                    .with("reason", reason.name().toLowerCase(Locale.ROOT));
            counters.put(series, refusals.getOrDefault(reason, 0L));
        }
    }
}
