package io.genkan.web;

import io.genkan.access.AccessDecision;
import io.genkan.access.FriendName;
import io.genkan.access.Identity;
import io.genkan.access.Inside;
import io.genkan.net.InterfaceName;
import io.genkan.net.TunnelUnit;
import io.genkan.tunnel.CloseReason;
import io.genkan.tunnel.DropReason;
import io.genkan.tunnel.ForwardingView;
import io.genkan.tunnel.Rates;
import io.genkan.tunnel.TrafficMeter;
import io.genkan.tunnel.TunnelView;
import io.genkan.web.now.LiveTunnels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/// Live tunnels without a kernel.
final class FakeTunnels implements LiveTunnels, Inside {
    private final List<TunnelView> live = new CopyOnWriteArrayList<>();
    private final List<ForwardingView> connections = new CopyOnWriteArrayList<>();
    private volatile boolean broken;

    /// From now on every look at the tunnels fails, or works again.
    void breakDown(boolean broken) {
        this.broken = broken;
    }

    /// A friend who has been downloading for a while.
    void open(String friend, int unit) {
        live.add(new TunnelView(
                FriendName.parse(friend),
                new TunnelUnit(unit),
                new InterfaceName("tun" + unit),
                "203.0.113.10:51515",
                Instant.now().minus(Duration.ofMinutes(83)),
                new TrafficMeter.Reading(48_300_000, 61_000, 1_260_000_000, 905_000, 3),
                1_240_000,
                38_600_000,
                Map.of(DropReason.QUEUE_FULL, 2L, DropReason.TOO_LARGE, 1L),
                Optional.of(Duration.ofMillis(24)),
                minuteOfDownloading()));
    }

    /// A friend who is inside and does nothing just now.
    void openIdle(String friend, int unit) {
        live.add(new TunnelView(
                FriendName.parse(friend),
                new TunnelUnit(unit),
                new InterfaceName("tun" + unit),
                "198.51.100.24:40022",
                Instant.now().minus(Duration.ofMinutes(4)),
                new TrafficMeter.Reading(310_000, 900, 2_400_000, 2_300, 0),
                0,
                0,
                Map.of(),
                Optional.empty(),
                List.of()));
    }

    private static List<Rates> minuteOfDownloading() {
        return IntStream.range(0, 60)
                .mapToObj(second -> new Rates(1_200_000 + 20_000L * (second % 7), second < 20 ? 0 : 800_000L * second))
                .toList();
    }

    /// A friend without a tunnel who looks at a page, by so many connections.
    void connect(String friend, int connections) {
        for (int i = 0; i < connections; i++) {
            this.connections.add(new ForwardingView(
                    FriendName.parse(friend),
                    "192.168.100.10:80",
                    "203.0.113.44:50123",
                    Instant.now().minus(Duration.ofMinutes(5 - i)),
                    1_500,
                    2_000_000));
        }
    }

    void closeAll() {
        connections.clear();
        live.clear();
    }

    @Override
    public List<TunnelView> live() {
        if (broken) {
            throw new IllegalStateException("a secret of the program");
        }
        return List.copyOf(live);
    }

    @Override
    public long stopped(InterfaceName device) {
        return device.value().equals("tun1") ? 12 : 0;
    }

    @Override
    public List<ForwardingView> forwardings() {
        return List.copyOf(connections);
    }

    @Override
    public List<Identity> identities() {
        return List.of();
    }

    @Override
    public void end(Identity identity, AccessDecision.Refused why) {
        throw new UnsupportedOperationException("nobody is inside");
    }

    @Override
    public void end(TunnelUnit unit, CloseReason reason) {
        live.removeIf(t -> t.unit().equals(unit));
    }
}
