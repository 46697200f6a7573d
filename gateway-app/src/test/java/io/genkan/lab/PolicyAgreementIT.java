package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.access.Destination;
import io.genkan.lab.Lab.Admitted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The packet filter of the tunnels and what decides about TCP connections are written apart; here both are asked the
/// same, with real packets under generated policies. 100 pairs of a policy and a place; `lab/agree` has 1,000, with
/// `-Dgenkan.agreement.pairs`, and other ones with `-Dgenkan.seed`.
class PolicyAgreementIT {
    private static final int PLACES = 25;
    private static final int POLICY_LINES = 4;
    private static final int POLICIES = Math.ceilDiv(Integer.getInteger("genkan.agreement.pairs", 4 * PLACES), PLACES);
    private static final long SEED = Long.getLong("genkan.seed", 20_140_618);
    /// Each question is a process or three.
    private static final int AT_ONCE = 8;
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
        int asked = 0;
        long passed = 0;
        for (int number = 0; number < POLICIES; number++) {
            List<String> policy = policy();
            Set<String> places = places(policy);
            Path key = lab.makeKey("friend", "agreement-" + number);
            List<String> allow = new ArrayList<>();
            policy.forEach(line -> allow.addAll(List.of("--allow", line)));
            Admitted friend = lab.admit("friend-" + number, Path.of(key + ".pub"), allow.toArray(String[]::new));
            try (StockClient client =
                    StockClient.start(lab, "friend", key, "-N", "-w", "0:" + friend.unit(), "-D", "5003")) {
                client.awaitTunnel();
                lab.setsUp("friend", "tun0", friend);
                lab.routesTheWholeLan("friend");
                Map<String, Boolean> byTunnel = askAll(places, PolicyAgreementIT::reachesByTunnel);
                assertThat(byConnection(client, places))
                        .as("policy %d of seed %d: %s", number, SEED, policy)
                        .isEqualTo(byTunnel);
                asked += byTunnel.size();
                passed += byTunnel.values().stream().filter(it -> it).count();
            }
            // No more than a pool of tunnel units can hold, however many policies there are.
            lab.genkan("friend", "remove", "friend-" + number).orFail();
        }
        System.out.printf(
                "agreement: seed %d, %d policies, %d places: %d let through by both, %d stopped by both%n",
                SEED, POLICIES, asked, passed, asked - passed);
        assertThat(passed).isBetween(1L, asked - 1L);
    }

    private static List<String> policy() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < POLICY_LINES; i++) {
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

    /// Every other one is at a host that the policy names, and half of these at a port that it names.
    private static Set<String> places(List<String> policy) {
        Set<String> places = new TreeSet<>(List.of(Lab.GATEWAY + " 8443", "192.168.100.255 80"));
        while (places.size() < PLACES) {
            Destination named = Destination.parse(policy.get(random.nextInt(POLICY_LINES)));
            int first = named.hosts().first().getAddress()[3] & 0xff;
            int host = random.nextBoolean()
                    ? 128 + random.nextInt(32)
                    : first + random.nextInt(1 << (32 - named.hosts().length()));
            int any = PORTS.get(random.nextInt(PORTS.size()));
            int port = named.service()
                    .filter(_ -> random.nextBoolean())
                    .map(service -> service.ports().first())
                    .orElse(any);
            places.add("192.168.100." + host + " " + port);
        }
        return places;
    }

    private static Map<String, Boolean> askAll(Set<String> places, Predicate<String> question) {
        Map<String, Future<Boolean>> answers = new TreeMap<>();
        try (ExecutorService askers = Executors.newFixedThreadPool(AT_ONCE)) {
            places.forEach(place -> answers.put(place, askers.submit(() -> question.test(place))));
        }
        Map<String, Boolean> all = new TreeMap<>();
        answers.forEach((place, answer) -> all.put(place, answer.resultNow()));
        return all;
    }

    /// Through the tunnel: a host that may be reached refuses the connection itself.
    private static boolean reachesByTunnel(String place) {
        String target = "/dev/tcp/" + place.replace(' ', '/');
        return lab.on("friend", "timeout", "3", "bash", "-c", "exec 3<>" + target)
                .output()
                .contains("Connection refused");
    }

    /// Through the session: the gateway says whether it was not allowed to connect, or could not.
    private static Map<String, Boolean> byConnection(StockClient client, Set<String> places) {
        askAll(
                places,
                place -> lab.on(
                                "friend",
                                "curl",
                                "-s",
                                "-m",
                                "5",
                                "-x",
                                "socks5://127.0.0.1:5003",
                                "http://" + place.replace(' ', ':'))
                        .ok());
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        places.stream().allMatch(place -> !answer(client, place).isEmpty()));
        return new TreeMap<>(places.stream()
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
