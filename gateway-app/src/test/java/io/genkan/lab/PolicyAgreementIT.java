package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The packet filter of the tunnels and what decides about TCP connections are written apart; here both are asked the
/// same, with real packets under generated policies. 100 pairs of a policy and a place; more with
/// `-Dgenkan.agreement.policies=40`.
class PolicyAgreementIT {
    private static final int POLICIES = Integer.getInteger("genkan.agreement.policies", 4);
    private static final int PLACES = 25;
    private static final long SEED = 20_140_618;
    private static final List<String> SERVICES =
            List.of("", ":80", ":80/tcp", ":53/udp", ":8000-8080", ":1-65535", ":22");
    private static final List<Integer> PORTS = List.of(22, 53, 80, 443, 8000, 8042, 8080, 8081);

    private static final Random random = new Random(SEED);
    private static Lab lab;

    @BeforeAll
    static void raise() {
        lab = Lab.raise();
        // Every address of the upper half is a host of the LAN: it answers, and refuses each connection.
        lab.on("nas", "ip", "route", "add", "local", "192.168.100.128/25", "dev", "lo")
                .orFail();
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @Test
    void letsTheSameThroughByTunnelAndByConnection() {
        for (int number = 0; number < POLICIES; number++) {
            List<String> policy = policy();
            List<String> places = places();
            Path key = lab.makeKey("friend", "agreement-" + number);
            List<String> allow = new ArrayList<>();
            policy.forEach(line -> allow.addAll(List.of("--allow", line)));
            Admitted friend = lab.admit("friend-" + number, Path.of(key + ".pub"), allow.toArray(String[]::new));
            try (StockClient client =
                    StockClient.start(lab, "friend", key, "-N", "-w", "0:" + friend.unit(), "-D", "5003")) {
                client.awaitTunnel();
                lab.setsUp("friend", "tun0", friend);
                lab.routesTheWholeLan("friend");
                assertThat(byConnection(client, places)).as("%s", policy).isEqualTo(byTunnel(places));
            }
        }
    }

    private static List<String> policy() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int length = List.of(32, 32, 30, 28).get(random.nextInt(4));
            int host = 128 + random.nextInt(32);
            int first = host & -(1 << (32 - length));
            lines.add("192.168.100." + first + "/" + length + SERVICES.get(random.nextInt(SERVICES.size())));
        }
        if (random.nextInt(3) == 0) {
            // Covers the gateway itself, which is closed all the same.
            lines.add("192.168.100.0/30:8443");
        }
        return lines;
    }

    private static List<String> places() {
        List<String> places = new ArrayList<>(List.of(Lab.GATEWAY + " 8443", "192.168.100.255 80"));
        while (places.size() < PLACES) {
            places.add("192.168.100." + (128 + random.nextInt(32)) + " " + PORTS.get(random.nextInt(PORTS.size())));
        }
        return places;
    }

    /// Through the tunnel: a host that may be reached refuses the connection itself.
    private static Map<String, Boolean> byTunnel(List<String> places) {
        Map<String, Boolean> passed = new TreeMap<>();
        for (String place : places) {
            String target = "/dev/tcp/" + place.replace(' ', '/');
            Run run = lab.on("friend", "timeout", "0.7", "bash", "-c", "exec 3<>" + target);
            passed.put(place, run.output().contains("Connection refused"));
        }
        return passed;
    }

    /// Through the session: the gateway says whether it was not allowed to connect, or could not.
    private static Map<String, Boolean> byConnection(StockClient client, List<String> places) {
        for (String place : places) {
            lab.on(
                    "friend",
                    "curl",
                    "-s",
                    "-m",
                    "5",
                    "-x",
                    "socks5://127.0.0.1:5003",
                    "http://" + place.replace(' ', ':'));
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        places.stream().allMatch(place -> !answer(client, place).isEmpty()));
        return new TreeMap<>(places.stream()
                .distinct()
                .collect(Collectors.toMap(
                        place -> place, place -> answer(client, place).contains("does not answer"))));
    }

    private static String answer(StockClient client, String place) {
        String where = place.replace(' ', ':');
        return client.log()
                .lines()
                .filter(line -> line.contains("open failed") && line.contains(" " + where + " "))
                .findFirst()
                .orElse("");
    }
}
