package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A monitoring program reads the metrics, while a friend behind a slow line downloads, and tries what he may not.
class MetricsIT {
    private static final String TOKEN = "aXQgaXMgbm90IGEgc2VjcmV0IGhlcmU";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static Lab lab;

    @BeforeAll
    static void raise() {
        lab = Lab.raiseWithoutGateway();
        lab.startGateway("""
                genkan:
                  metrics:
                    token: %s
                    friend-names: true
                """.formatted(TOKEN));
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @Test
    void tellsWhoShowsTheTokenWhatPasses() {
        Admitted taro = lab.admit("taro", "friend", "--allow", Lab.NAS);
        lab.slowsDown("friend", "--rate", "20mbit", "--queue", "200ms", "--delay", "10ms");
        lab.dials("friend", taro);
        lab.routesTheWholeLan("friend");
        lab.pings("friend", Lab.TV);
        // An endless source that takes a drop for the sign that a line is full, and not its delay, as BBR would.
        lab.on("nas", "ip", "route", "add", Lab.GATEWAY, "dev", "eth0", "congctl", "cubic")
                .orFail();
        lab.on("friend", "timeout", "4", "bash", "-c", "cat < /dev/tcp/%s/19 > /dev/null".formatted(Lab.NAS));

        await().atMost(PATIENCE).untilAsserted(() -> {
            String metrics = scrape();
            assertThat(value(metrics, "genkan_tunnels")).isEqualTo(1);
            assertThat(value(metrics, "genkan_sessions")).isEqualTo(1);
            assertThat(value(metrics, "genkan_door_open")).isEqualTo(1);
            assertThat(value(metrics, "genkan_tunnel_bytes_total", "direction=\"out\"", "friend=\"taro\""))
                    .isGreaterThan(1_000_000);
            assertThat(value(metrics, "genkan_tunnel_packets_total", "direction=\"in\"", "friend=\"taro\""))
                    .isGreaterThan(100);
            assertThat(value(metrics, "genkan_tunnel_drops_total", "reason=\"queue_full\""))
                    .isPositive();
            assertThat(value(metrics, "genkan_tunnel_round_trip_seconds", "friend=\"taro\""))
                    .isBetween(0.015, 10.0);
            assertThat(value(metrics, "genkan_guard_stopped_total", "guard=\"device\"", "reason=\"not in the policy\""))
                    .isPositive();
            assertThat(value(metrics, "jvm_memory_used_bytes", "area=\"heap\"")).isPositive();
        });

        double passed = value(scrape(), "genkan_tunnel_bytes_total", "direction=\"out\"", "friend=\"taro\"");
        lab.hangsUp("friend");
        await().atMost(PATIENCE).until(() -> value(scrape(), "genkan_tunnels") == 0);
        assertThat(value(scrape(), "genkan_tunnel_bytes_total", "direction=\"out\"", "friend=\"taro\""))
                .as("what an ended tunnel has carried")
                .isGreaterThanOrEqualTo(passed);
        assertThat(scrape()).doesNotContain("genkan_tunnel_round_trip_seconds{");
    }

    @Test
    void countsASessionThatMayNotBeInsideOnce() {
        lab.admit("jiro", "friend2", "--allow", Lab.NAS);
        assertThat(sessionsRefusedForTheDoor()).isZero();
        try (StockClient jiro = StockClient.start(lab, "friend2", lab.privateKeyOf("friend2"), "-N", "-w", "0:any")) {
            jiro.awaitTunnel();
            lab.genkan("door", "close").orFail();
            assertThat(jiro.awaitEnd()).isNotZero();
        }
        assertThat(sessionsRefusedForTheDoor()).isEqualTo(1);
        assertThat(StockClient.run(lab, "friend2", lab.privateKeyOf("friend2"), "-tt")
                        .output())
                .contains("closed the door");
        assertThat(sessionsRefusedForTheDoor()).isEqualTo(2);
        lab.genkan("door", "open").orFail();
    }

    private static double sessionsRefusedForTheDoor() {
        return value(scrape(), "genkan_refusals_total", "of=\"session\"", "reason=\"door_closed\"");
    }

    @Test
    void tellsNobodyElse() {
        assertThat(read("-o", "/dev/null", "-w", "%{http_code}")).isEqualTo("401");
        assertThat(read("-H", "Authorization: Bearer " + TOKEN + "x")).isEmpty();
        assertThat(lab.gatewayLog()).doesNotContain(TOKEN);
    }

    private static String scrape() {
        return read("-f", "-H", "Authorization: Bearer " + TOKEN);
    }

    private static String read(String... options) {
        List<String> command = new ArrayList<>(List.of("curl", "--noproxy", "*", "-ksS"));
        command.addAll(List.of(options));
        command.add("https://" + Lab.GATEWAY + ":8443/metrics");
        return lab.on("nas", command.toArray(String[]::new)).orFail();
    }

    /// The sum of a figure's lines that have these labels.
    private static double value(String metrics, String name, String... labels) {
        double sum = 0;
        boolean found = false;
        Matcher lines =
                Pattern.compile("(?m)^" + name + "(\\{.*})? ([0-9.E+-]+)$").matcher(metrics);
        while (lines.find()) {
            String of = String.valueOf(lines.group(1));
            if (List.of(labels).stream().allMatch(of::contains)) {
                sum += Double.parseDouble(lines.group(2));
                found = true;
            }
        }
        assertThat(found)
                .as("%s with %s in%n%s", name, List.of(labels), metrics)
                .isTrue();
        return sum;
    }
}
