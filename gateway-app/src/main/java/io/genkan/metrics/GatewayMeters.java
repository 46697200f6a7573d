package io.genkan.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Shows the gateway's figures as meters. Which there are depends on who is inside, so they are looked at anew for
/// each reading.
@Component
class GatewayMeters implements MeterSource {
    private static final Map<String, String> DESCRIPTIONS = Map.ofEntries(
            Map.entry("genkan.door.open", "Whether the door is open"),
            Map.entry("genkan.tunnels", "Open tunnels"),
            Map.entry("genkan.tunnel.bytes", "Bytes of packets that passed tunnels, into the home and out of it"),
            Map.entry("genkan.tunnel.packets", "Packets that passed tunnels, into the home and out of it"),
            Map.entry("genkan.tunnel.drops", "Packets that did not pass tunnels"),
            Map.entry("genkan.tunnel.round.trip.seconds", "The longest round trip of the friends' connections"),
            Map.entry("genkan.connections", "Open TCP connections of friends without a tunnel"),
            Map.entry("genkan.discovery", "Questions of friends what is there, and what became of them"),
            Map.entry("genkan.sessions", "Sessions of friends who have logged in"),
            Map.entry(
                    "genkan.refusals",
                    "What friends were refused: a tunnel, a connection, or their session as a whole"),
            Map.entry("genkan.preauth.waiting", "Connections that have not proven a key"),
            Map.entry("genkan.preauth.turned.away", "Connections that were closed at once"),
            Map.entry("genkan.preauth.made.room", "Connections that were ended for somebody else"),
            Map.entry("genkan.preauth.penalties", "Sources that are remembered for what they did"),
            Map.entry("genkan.guard.stopped", "Packets that the packet filter has stopped"));

    private final GatewayFigures figures;
    private final Map<Series, Meter> gaugesShown = new HashMap<>();
    private volatile Map<Series, Double> gauges = Map.of();
    private volatile Map<Series, Long> counters = Map.of();

    GatewayMeters(GatewayFigures figures) {
        this.figures = figures;
    }

    @Override
    public synchronized void bringUpToDate(MeterRegistry registry) {
        gauges = figures.gauges();
        counters = figures.counters();
        counters.keySet()
                .forEach(series -> FunctionCounter.builder(series.name(), this, _ -> count(series))
                        .tags(series.tags())
                        .description(DESCRIPTIONS.get(series.name()))
                        .register(registry));
        gauges.keySet()
                .forEach(series -> gaugesShown.computeIfAbsent(
                        series,
                        _ -> Gauge.builder(series.name(), this, _ -> level(series))
                                .tags(series.tags())
                                .description(DESCRIPTIONS.get(series.name()))
                                .register(registry)));
        gaugesShown
                .entrySet()
                .removeIf(shown -> !gauges.containsKey(shown.getKey()) && registry.remove(shown.getValue()) != null);
    }

    private double count(Series series) {
        return counters.getOrDefault(series, 0L);
    }

    private double level(Series series) {
        return gauges.getOrDefault(series, Double.NaN);
    }
}
