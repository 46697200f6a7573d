package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/// Somebody else takes the packet filter away while a friend sends without pause to the NAS, which he may reach, and to
/// the TV, which he may not. Counters at both count what arrives.
///
/// The last test leaves the gateway without `nft`.
@TestMethodOrder(OrderAnnotation.class)
class GuardIT {
    private static final int ROUNDS = 5;
    /// How often a friend connects while he sends; each connection takes half a second.
    private static final int CONNECTS = Integer.getInteger("genkan.connects", 100);

    /// What is promised is 2 s; the machine of the tests is busy.
    private static final Duration PROMPTLY = Duration.ofSeconds(5);

    private static final String FOREIGN = """
            table inet foreign {
                chain forward { type filter hook forward priority 0; tcp dport 1 drop; }
            }
            """;

    private static Lab lab;
    private static Admitted one;
    private static Admitted two;
    private final List<Process> senders = new ArrayList<>();

    @BeforeAll
    static void raise() {
        lab = Lab.raise();
        one = lab.admit("one", "friend", "--allow", Lab.NAS);
        two = lab.admit("two", "friend2", "--allow", Lab.NAS);
        for (String host : List.of("nas", "tv")) {
            lab.onWithInput(host, """
                            table ip arrivals {
                                chain input {
                                    type filter hook prerouting priority -500;
                                    icmp type echo-request counter
                                }
                            }
                            """, "nft", "-f", "-").orFail();
        }
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @AfterEach
    void hangUp() {
        senders.forEach(Process::destroy);
        lab.hangsUp("friend");
        lab.hangsUp("friend2");
    }

    @Test
    @Order(1)
    void leavesNothingOpenWhenSomebodyDeletesOurTable() throws IOException {
        lab.dials("friend", one);
        lab.routesTheWholeLan("friend");
        lab.onWithInput("gateway", FOREIGN, "nft", "-f", "-").orFail();
        String foreign = foreignTable();
        sends("friend");
        int before = arrivals("tv");
        for (int round = 0; round < ROUNDS; round++) {
            lab.on("gateway", "nft", "delete", "table", "inet", "genkan").orFail();
            awaitTable("inet", "genkan");
            lab.on("gateway", "nft", "delete", "table", "netdev", guard(one)).orFail();
            awaitTable("netdev", guard(one));
        }
        awaitTraffic();
        assertThat(arrivals("tv") - before).as("packets at the TV").isZero();
        assertThat(foreignTable()).isEqualTo(foreign);
        tellsWhatWasStopped();
    }

    private static void tellsWhatWasStopped() {
        JsonNode tunnel = lab.status().path("tunnels").get(0);
        assertThat(tunnel.path("stoppedByGuard").path("not in the policy").asLong())
                .isPositive();
        assertThat(tunnel.path("roundTripMillis").asDouble()).isPositive();
        assertThat(lab.genkan("status").orFail()).contains("stopped by the guard: not in the policy ", "round trip ");
    }

    @Test
    @Order(2)
    void closesWhatSomebodyOpensWhoFlushesAllRules() throws IOException {
        lab.dials("friend", one);
        lab.routesTheWholeLan("friend");
        sends("friend");
        int before = arrivals("tv");
        for (int round = 0; round < ROUNDS; round++) {
            lab.on("gateway", "nft", "flush", "ruleset").orFail();
            awaitTable("inet", "genkan");
            awaitTable("netdev", guard(one));
        }
        awaitTraffic();
        int leaked = arrivals("tv") - before;
        System.out.println("with all rules flushed " + ROUNDS + " times " + leaked + " packets came to the TV");
        assertThat(leaked).as("of 500 packets per second").isLessThan(ROUNDS * 500 * 2);
        int after = arrivals("tv");
        awaitTraffic();
        assertThat(arrivals("tv")).as("later packets at the TV").isEqualTo(after);
    }

    @Test
    @Order(3)
    void letsNothingThroughThatRacesWithAConnection() {
        int before = arrivals("tv");
        int allowed = arrivals("nas");
        CompletableFuture<Run> first = CompletableFuture.supplyAsync(() -> connects("friend", one, CONNECTS / 2));
        CompletableFuture<Run> second =
                CompletableFuture.supplyAsync(() -> connects("friend2", two, CONNECTS - CONNECTS / 2));
        first.join().orFail();
        second.join().orFail();
        int leaked = arrivals("tv") - before;
        System.out.println(CONNECTS + " connections: " + leaked + " packets came to the TV, "
                + (arrivals("nas") - allowed) + " to the NAS");
        assertThat(leaked).as("packets at the TV").isZero();
        assertThat(arrivals("nas") - allowed).as("packets at the NAS").isGreaterThan(CONNECTS);
    }

    @Test
    @Order(4)
    void endsTheTunnelsAndOpensNoneWhereThePacketFilterCannotBePutBack() {
        lab.on("friend", "ip", "route", "flush", "root", "192.168.100.0/24");
        try (StockClient client = dial(one)) {
            client.awaitTunnel();
            // As if the owner had removed the package: nobody else sees this.
            Run hidden = Run.of(List.of(
                    "nsenter",
                    "--mount",
                    "--target",
                    Long.toString(lab.processOf("gateway")),
                    "mount",
                    "--bind",
                    "/dev/null",
                    "/usr/sbin/nft"));
            hidden.orFail();
            lab.on("gateway", "nft", "flush", "ruleset").orFail();
            client.awaitEnd();
            assertThat(client.said()).contains("has taken its protection away");
        }
        try (StockClient refused = dial(one)) {
            refused.awaitEnd();
            assertThat(refused.said()).contains("lets nobody in without it");
        }
        assertThat(lab.on("gateway", "ip", "link", "show", "tun" + one.unit()).ok())
                .isFalse();
        assertThat(lab.genkan("status").orFail())
                .contains("could not be joined to the home network")
                .contains("nft");
        assertThat(lab.gatewayLog()).contains("does not come back");
    }

    private static StockClient dial(Admitted friend) {
        return StockClient.start(lab, "friend", lab.privateKeyOf("friend"), "-N", "-w", "0:" + friend.unit());
    }

    /// Sends 500 packets per second each to the NAS and the TV.
    private void sends(String host) throws IOException {
        for (String to : List.of(Lab.NAS, Lab.TV)) {
            Path log = lab.state().resolve("ping-" + to + ".log");
            senders.add(lab.start(host, log, "ping", "-q", "-i", "0.002", to));
        }
    }

    /// Sends by a device that is there before the tunnel is, and connects it again and again.
    private static Run connects(String host, Admitted friend, int times) {
        String script = """
                set -e
                ip tuntap add dev tun5 mode tun
                ip address add %1$s peer %2$s dev tun5
                ip link set tun5 up
                ip route add 192.168.100.0/24 dev tun5
                ping -q -i 0.002 %3$s >/dev/null 2>&1 & nas=$!
                ping -q -i 0.002 %4$s >/dev/null 2>&1 & tv=$!
                trap 'kill $nas $tv; ip tuntap del dev tun5 mode tun' EXIT
                for ((i = 0; i < %5$d; i++)); do
                    ssh -F ssh_config -o StrictHostKeyChecking=no -N -w 5:%6$d -p 2222 x@%7$s & ssh=$!
                    for ((try = 0; try < 100; try++)); do
                        ! ping -q -c 1 -W 0.2 %2$s >/dev/null || break
                    done
                    ((try < 100)) || { echo "connection $i: no answer"; exit 1; }
                    kill $ssh
                    wait $ssh || true
                done
                """.formatted(
                        friend.friendAddress(),
                        friend.gatewayAddress(),
                        Lab.NAS,
                        Lab.TV,
                        times,
                        friend.unit(),
                        Lab.ROUTER_OUTSIDE);
        return lab.on(host, "bash", "-c", "cd " + lab.state().resolve(host) + "\n" + script);
    }

    private static void awaitTable(String family, String name) {
        await().atMost(PROMPTLY)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        lab.on("gateway", "nft", "list", "table", family, name).ok());
    }

    /// Traffic to the NAS flows, so that what is closed is so by a rule.
    private static void awaitTraffic() {
        int before = arrivals("nas");
        await().atMost(PROMPTLY).until(() -> arrivals("nas") > before + 100);
    }

    private static String guard(Admitted friend) {
        return "genkan_tun" + friend.unit();
    }

    private static String foreignTable() {
        return lab.on("gateway", "nft", "list", "table", "inet", "foreign").orFail();
    }

    private static int arrivals(String host) {
        String table = lab.on(host, "nft", "list", "table", "ip", "arrivals").orFail();
        return Integer.parseInt(table.replaceAll("(?s).*packets (\\d+) .*", "$1"));
    }
}
