package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Friends whose own networks have the home's addresses: 192.168.100.0/24 is theirs, and the home appears to them
/// under others.
class MappedIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String MAPPED = "10.201.7.0/24";
    private static final String NAS = "10.201.7.10";
    private static final String TV = "10.201.7.11";
    private static final int COULD_NOT_CONNECT = 7;
    private static final int ROUNDS = 5;

    private static Lab lab;
    private static Admitted named;
    private static Admitted chosen;
    private final List<Process> running = new ArrayList<>();

    @BeforeAll
    static void raise() {
        lab = Lab.raiseWithoutGateway();
        lab.startGateway("genkan:\n  lan:\n    friends: 192.168.100.48/29\n");
        named = lab.admit("named", "friend", "--allow", Lab.NAS + ":80", "--mapped", MAPPED);
        chosen = lab.admit("chosen", "friend2", "--allow", Lab.NAS, "--reverse", Lab.NAS + ":8000", "--mapped", "auto");
        for (String host : List.of("friend", "friend2")) {
            lab.on(host, "ip", "link", "add", "home0", "type", "veth", "peer", "name", "home1")
                    .orFail();
            lab.on(host, "ip", "link", "set", "home1", "up").orFail();
            lab.on(host, "ip", "address", "add", "192.168.100.50/24", "dev", "home0")
                    .orFail();
            lab.on(host, "ip", "link", "set", "home0", "up").orFail();
        }
        lab.onWithInput("router", """
                        table ip arrivals {
                            chain arrivals {
                                type filter hook prerouting priority -500;
                                ip daddr 10.0.0.0/8 counter
                            }
                        }
                        """, "nft", "-f", "-").orFail();
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @AfterEach
    void hangUp() {
        running.forEach(Process::destroy);
        lab.hangsUp("friend");
    }

    @Test
    void reachesTheHomeUnderOtherAddressesAsFarAsHisPolicyGoes() {
        assertThat(named.told().path("routes").get(0).asString()).isEqualTo(NAS);
        assertThat(named.told().path("destinations").get(0).asString()).isEqualTo(NAS + ":80/tcp");
        lab.dials("friend", named);
        lab.on("friend", "ip", "route", "add", MAPPED, "dev", "tun0").orFail();

        assertThat(lab.fetches("friend", "http://" + NAS + "/")).isTrue();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Files.readString(lab.state().resolve("nas/access.log")))
                        .contains(Lab.GATEWAY + " "));
        for (String closed : List.of(NAS, TV, "10.201.7.1", "10.201.7.2", "10.201.7.255")) {
            assertThat(lab.pings("friend", closed)).as(closed).isFalse();
        }
        assertThat(fetch("http://" + TV + "/")).as("an unlisted host").isEqualTo(COULD_NOT_CONNECT);
        assertThat(fetch("http://" + NAS + ":7/")).as("an unlisted port").isEqualTo(COULD_NOT_CONNECT);
        lab.on("friend", "ip", "route", "add", Lab.NAS, "dev", "tun0").orFail();
        assertThat(lab.fetches("friend", "http://" + Lab.NAS + "/"))
                .as("the real address")
                .isFalse();
        lab.on("friend", "ip", "route", "del", Lab.NAS).orFail();
    }

    @Test
    void tellsEverybodyWhichAddressesHold() {
        assertThat(asks("devices")).contains(NAS + ":80/tcp\n", "192.168.100.0/24 appears as " + MAPPED);
        assertThat(asks("config")).contains("sudo ip route add " + NAS + " dev tun" + named.unit());
        assertThat(asks("why", NAS + ":80")).contains("Yes: ");
        assertThat(asks("why", TV + ":80")).contains("No: ");
        assertThat(lab.genkan("friend", "list").orFail()).contains("sees 192.168.100.0/24 as " + MAPPED);
        Run refused = lab.genkan("friend", "set", "named", "--attachment", "proxy-arp");
        assertThat(refused.ok()).isFalse();
        assertThat(refused.output()).contains("only to friends who are joined by nat");
    }

    /// Full-size packets by a tap, both ways round, and to nobody while somebody deletes the rules that translate.
    @Test
    void isCalledFromTheHomeAndLeaksNothingToWhereTheMappedAddressesWouldBe() throws IOException {
        String nas = chosen.told().path("routes").get(0).asString();
        assertThat(nas).startsWith("10.").endsWith(".10");
        try (StockClient client = StockClient.start(
                lab,
                "friend2",
                lab.privateKeyOf("friend2"),
                "-N",
                "-o",
                "Tunnel=ethernet",
                "-w",
                "3:" + chosen.unit())) {
            client.awaitTunnel();
            lab.on("friend2", "ip", "address", "add", chosen.friendAddress() + "/30", "dev", "tap3")
                    .orFail();
            lab.on("friend2", "ip", "link", "set", "tap3", "up").orFail();
            lab.on("friend2", "ip", "route", "add", nas, "via", chosen.gatewayAddress())
                    .orFail();
            await().atMost(PATIENCE).until(() -> lab.fetches("friend2", "http://" + nas + "/"));
            assertThat(lab.pings("friend2", nas, "-M", "do", "-s", "1472")).isTrue();

            lab.on("nas", "ip", "route", "add", chosen.friendAddress(), "via", Lab.GATEWAY)
                    .orFail();
            serves("friend2");
            assertThat(lab.fetches("nas", "http://" + chosen.friendAddress() + ":8000/"))
                    .as("from the NAS to him")
                    .isTrue();

            running.add(lab.start("friend2", log("ping"), "ping", "-q", "-i", "0.002", nas));
            for (int round = 0; round < ROUNDS; round++) {
                lab.on("gateway", "nft", "delete", "table", "inet", "genkan").orFail();
                await().atMost(PATIENCE)
                        .until(() -> lab.on("gateway", "nft", "list", "table", "inet", "genkan")
                                .ok());
            }
            await().atMost(PATIENCE).until(() -> lab.pings("friend2", nas));
            assertThat(lab.on("router", "nft", "list", "table", "ip", "arrivals")
                            .orFail())
                    .contains("counter packets 0 bytes 0");
        }
    }

    private static int fetch(String url) {
        return lab.on("friend", "curl", "--noproxy", "*", "-sS", "--max-time", "5", url)
                .exitCode();
    }

    private static String asks(String... words) {
        List<String> arguments = new ArrayList<>(List.of("x@" + Lab.ROUTER_OUTSIDE));
        arguments.addAll(List.of(words));
        return StockClient.run(lab, "friend", lab.privateKeyOf("friend"), arguments.toArray(String[]::new))
                .output();
    }

    /// A web page on port 8000. The request is read to its end, since a connection that is closed with unread bytes
    /// is reset.
    private void serves(String host) throws IOException {
        Path page = Files.writeString(log("page"), "HTTP/1.0 200 OK\r\nConnection: close\r\n\r\nhello\n");
        Path answer = Files.writeString(log("answer.sed"), "/^\\r$/{\nr " + page + "\nq\n}\n");
        running.add(
                lab.start(host, log("server"), "socat", "TCP-LISTEN:8000,reuseaddr,fork", "EXEC:sed -un -f " + answer));
        await().atMost(PATIENCE).until(() -> lab.fetches(host, "http://127.0.0.1:8000/"));
    }

    private static Path log(String name) {
        return lab.state().resolve("friend2").resolve(name);
    }
}
