package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A hundred connections from eight addresses that never log in, of four kinds; `lab/crowd` has thousands.
class CrowdAtTheDoorIT {
    private static final int CONNECTIONS = 100;
    private static final int SECONDS = 28;
    private static final int LOGINS = 6;
    /// A login takes 0.3 s on a quiet machine; this one may be busy with other tests.
    private static final Duration SOON = Duration.ofSeconds(6);
    private static final Duration NEVER = Duration.ofDays(1);
    /// Twenty, and the second in which the last words may arrive, and what a busy machine adds.
    private static final double LONGEST = 20 + 1 + 3;

    private static Lab lab;
    private static Admitted tomodati;

    @BeforeAll
    static void raise() {
        lab = Lab.raise();
        tomodati = lab.admit("tomodati", "friend", "--allow", Lab.NAS);
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @Test
    void letsAFriendInAndTurnsEverybodyElseOut() throws Exception {
        List<String> sources = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            String source = "203.0.113.10" + i;
            lab.on("friend2", "ip", "address", "add", source + "/24", "dev", "eth0")
                    .orFail();
            sources.add(source);
        }
        Path log = lab.state().resolve("friend2/half-open.log");
        List<String> command = new ArrayList<>(List.of(
                Application.java(),
                Path.of("..", "lab", "lib", "HalfOpen.java").toAbsolutePath().toString(),
                Lab.ROUTER_OUTSIDE,
                "2222",
                Integer.toString(CONNECTIONS),
                Integer.toString(SECONDS)));
        command.addAll(sources);
        Process crowd = lab.start("friend2", log, command.toArray(String[]::new));
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.readString(log).contains("ready"));

        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < LOGINS; i++) {
            times.add(timeToLogIn());
        }
        Collections.sort(times);
        assertThat(times.get(LOGINS / 2)).as("median of %s", times).isLessThan(SOON);
        assertThat(times.getLast()).as("the first ones came with the crowd").isLessThan(NEVER);

        assertThat(crowd.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(oldest(log)).isLessThan(LONGEST);
        lab.dials("friend", tomodati);
        assertThat(lab.fetches("friend", "http://" + Lab.NAS + "/")).isTrue();
    }

    /// How long he takes with one try more.
    private static Duration timeToLogIn() {
        long begin = System.nanoTime();
        boolean in = logsIn();
        if (!in) {
            in = logsIn();
        }
        return in ? Duration.ofNanos(System.nanoTime() - begin) : NEVER;
    }

    private static boolean logsIn() {
        return StockClient.run(lab, "friend", lab.privateKeyOf("friend"), "-v", "x@" + Lab.ROUTER_OUTSIDE, "id")
                .output()
                .contains("Authenticated to");
    }

    private static double oldest(Path log) throws IOException {
        Matcher said = Pattern.compile("the oldest lasted ([0-9.]+) s").matcher(Files.readString(log));
        assertThat(said.find()).as(Files.readString(log)).isTrue();
        return Double.parseDouble(said.group(1));
    }
}
