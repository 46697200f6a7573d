package io.genkan.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.access.FriendName;
import io.genkan.net.Attachment;
import io.genkan.net.InterfaceName;
import io.genkan.net.IpPrefix;
import io.genkan.net.Mtu;
import io.genkan.net.TunnelPool;
import io.genkan.net.TunnelUnit;
import io.genkan.settings.GatewayProperties;
import io.genkan.tunnel.CloseReason;
import io.genkan.tunnel.DropReason;
import io.genkan.tunnel.TrafficMeter;
import io.genkan.tunnel.TunnelClosed;
import io.genkan.tunnel.TunnelView;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TunnelTotalsTest {
    private static final Series BYTES_IN = Series.of("genkan.tunnel.bytes").with("direction", "in");
    private static final Series TOO_LARGE = Series.of("genkan.tunnel.drops").with("reason", "too_large");

    @Test
    void addsUpAllTunnels() {
        TunnelTotals totals = totals(false);
        Map<Series, Long> told = totals.with(List.of(tunnel("taro", 1, 100), tunnel("jiro", 2, 20)));
        assertThat(told).containsEntry(BYTES_IN, 120L).containsEntry(TOO_LARGE, 2L);
        assertThat(told.keySet())
                .allSatisfy(series -> assertThat(series.labels()).doesNotContainKey("friend"));
    }

    @Test
    void keepsWhatEndedTunnelsHaveCarried() {
        TunnelTotals totals = totals(false);
        totals.on(new TunnelClosed(tunnel("taro", 1, 100), CloseReason.FRIEND_LEFT));
        assertThat(totals.with(List.of())).containsEntry(BYTES_IN, 100L);
        assertThat(totals.with(List.of(tunnel("taro", 1, 7)))).containsEntry(BYTES_IN, 107L);
    }

    @Test
    void neverGoesBack() {
        TunnelTotals totals = totals(false);
        totals.with(List.of(tunnel("taro", 1, 100)));
        assertThat(totals.with(List.of())).as("it has just ended").containsEntry(BYTES_IN, 100L);
    }

    @Test
    void tellsNamesIfItMay() {
        Map<Series, Long> told =
                totals(true).with(List.of(tunnel("taro", 1, 100), tunnel("taro", 3, 1), tunnel("jiro", 2, 20)));
        assertThat(told)
                .containsEntry(BYTES_IN.with("friend", "taro"), 101L)
                .containsEntry(BYTES_IN.with("friend", "jiro"), 20L)
                .doesNotContainKey(BYTES_IN);
    }

    @Test
    void tellsOfSoManyNamesAndNoMore() {
        List<TunnelView> crowd = IntStream.rangeClosed(1, TunnelTotals.MOST_NAMES + 10)
                .mapToObj(i -> tunnel("friend" + i, i, 10))
                .toList();
        Map<Series, Long> told = totals(true).with(crowd);
        assertThat(told).containsEntry(BYTES_IN.with("friend", "(others)"), 100L);
        assertThat(told.keySet().stream()
                        .map(series -> series.labels().get("friend"))
                        .distinct())
                .as("with the ones that are of no friend")
                .hasSize(TunnelTotals.MOST_NAMES + 2);
    }

    private static TunnelView tunnel(String friend, int unit, long bytesIn) {
        return new TunnelView(
                FriendName.parse(friend),
                new TunnelUnit(unit),
                new InterfaceName("tun" + unit),
                "203.0.113.10:51515",
                Instant.EPOCH,
                new TrafficMeter.Reading(bytesIn, 1, 0, 0, 1),
                0,
                0,
                Map.of(DropReason.TOO_LARGE, 1L),
                Optional.empty(),
                List.of());
    }

    private static TunnelTotals totals(boolean friendNames) {
        return new TunnelTotals(new GatewayProperties(
                Path.of("/nowhere"),
                new GatewayProperties.Ssh("::", 2222, true),
                new GatewayProperties.Admin("::", 8443, List.of()),
                new GatewayProperties.Lan(Optional.empty(), Optional.empty()),
                new GatewayProperties.Tunnel(
                        new TunnelPool(IpPrefix.parse("10.186.0.0/16")), new Mtu(1500), true, Attachment.NAT),
                new GatewayProperties.Metrics(Optional.empty(), friendNames)));
    }
}
