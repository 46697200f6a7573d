package io.genkan.metrics;

import io.genkan.settings.GatewayProperties;
import io.genkan.tunnel.DropReason;
import io.genkan.tunnel.TrafficMeter;
import io.genkan.tunnel.TunnelClosed;
import io.genkan.tunnel.TunnelView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// What has passed through all tunnels since the gateway started, those that have ended included. Never goes back,
/// since a monitoring program would take that for a restart.
@Component
class TunnelTotals {
    /// Of more friends the rest are told together: each name is kept by the monitoring program for ever.
    static final int MOST_NAMES = 100;

    private static final String OTHERS = "(others)";

    private final boolean friendNames;
    private final Set<String> names = new HashSet<>();
    private final Map<Series, Long> ended = new HashMap<>();
    private final Map<Series, Long> told = new HashMap<>();

    TunnelTotals(GatewayProperties settings) {
        this.friendNames = settings.metrics().friendNames();
    }

    @EventListener
    synchronized void on(TunnelClosed closed) {
        add(closed.tunnel(), ended);
    }

    /// The totals, by series.
    ///
    /// @param live the tunnels that there are
    synchronized Map<Series, Long> with(List<TunnelView> live) {
        Map<Series, Long> totals = new HashMap<>(ended);
        live.forEach(tunnel -> add(tunnel, totals));
        // One that has just ended is in neither for a moment.
        totals.forEach((series, total) -> told.merge(series, total, Math::max));
        return Map.copyOf(told);
    }

    /// A series with the friend's name, if names are told.
    synchronized Series named(Series series, TunnelView tunnel) {
        if (!friendNames) {
            return series;
        }
        String name = tunnel.friend().value();
        boolean known = names.contains(name) || (names.size() < MOST_NAMES && names.add(name));
        return series.with("friend", known ? name : OTHERS);
    }

    private void add(TunnelView tunnel, Map<Series, Long> to) {
        TrafficMeter.Reading traffic = tunnel.traffic();
        Series bytes = named(Series.of("genkan.tunnel.bytes"), tunnel);
        to.merge(bytes.with("direction", "in"), traffic.bytesFromFriend(), Long::sum);
        to.merge(bytes.with("direction", "out"), traffic.bytesToFriend(), Long::sum);
        Series packets = named(Series.of("genkan.tunnel.packets"), tunnel);
        to.merge(packets.with("direction", "in"), traffic.packetsFromFriend(), Long::sum);
        to.merge(packets.with("direction", "out"), traffic.packetsToFriend(), Long::sum);
        for (DropReason why : DropReason.values()) {
            Series drops =
                    Series.of("genkan.tunnel.drops").with("reason", why.name().toLowerCase(Locale.ROOT));
            to.merge(drops, tunnel.drops().getOrDefault(why, 0L), Long::sum);
        }
    }
}
