package io.genkan.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What was acknowledged outlives the process, whenever that is killed: a revoked friend must not come back.
class DurabilityTest {
    private static final int ROUNDS = 20;
    private static final int LONGEST_LIFE_MILLIS = 400;

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void keepsEveryAcknowledgedFriendOfAKilledProcess(@TempDir Path data) throws Exception {
        FriendsOnDisk.in(data).close();
        Random random = new Random(20_260_503);
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<String> now = addUntilKilled(data, "R" + round + "-", random.nextInt(LONGEST_LIFE_MILLIS));
            assertThat(now).as("acknowledged in round %d", round).isNotEmpty();
            acknowledged.addAll(now);
            try (FriendsOnDisk reopened = FriendsOnDisk.alreadyIn(data)) {
                assertThat(reopened.friends().all())
                        .as("friends after round %d", round)
                        .extracting(f -> f.name().value())
                        .containsAll(acknowledged);
            }
        }
    }

    /// Starts the process, kills it, and returns the names that it acknowledged.
    private static List<String> addUntilKilled(Path data, String prefix, int lifeMillis)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FriendsAdder.class.getName(),
                        data.toString(),
                        prefix)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> names = new ArrayList<>();
        try (BufferedReader printed = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = printed.readLine(); line != null; line = printed.readLine()) {
                if (line.startsWith(prefix)) {
                    if (names.isEmpty()) {
                        killLater(process, lifeMillis);
                    }
                    names.add(line);
                }
            }
        } finally {
            process.destroyForcibly();
        }
        int killed = 128 + 9;
        assertThat(process.waitFor()).isEqualTo(killed);
        return names;
    }

    private static void killLater(Process process, int millis) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            // By its handle: the process itself would close the pipe before all of it is read.
            process.toHandle().destroyForcibly();
        });
    }
}
