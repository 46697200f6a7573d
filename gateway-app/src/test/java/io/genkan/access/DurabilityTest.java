package io.genkan.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.store.DatabaseFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What was acknowledged outlives the process, whenever that is killed: a revoked friend must not come back, nor one be
/// lost. The same holds for the backups alone, as if the database were lost with the process.
///
/// `./genkan crash` runs it with 200 kills.
class DurabilityTest {
    private static final int ROUNDS = Integer.getInteger("genkan.crash.rounds", 20);
    private static final int LONGEST_LIFE_MILLIS = 400;
    /// A database is made of the backups in each of so many rounds.
    private static final int RESTORES_EVERY = 5;

    /// What is known of who is a friend.
    private static final class Known {
        private final Set<String> present = new HashSet<>();
        private String asked = "";
        private int acknowledged;
        private int revoked;

        void hear(String line) {
            String name = line.substring("? + ".length());
            if (line.startsWith("?")) {
                asked = name;
            } else {
                if (line.startsWith("! +")) {
                    present.add(name);
                } else {
                    present.remove(name);
                    revoked++;
                }
                asked = "";
                acknowledged++;
            }
        }

        /// The change that was under way when the process was killed may have been made or not.
        void holdAgainst(Set<String> found, String when) {
            Set<String> surely = new HashSet<>(present);
            surely.remove(asked);
            assertThat(found).as("friends that were acknowledged, %s", when).containsAll(surely);
            Set<String> possible = new HashSet<>(present);
            possible.add(asked);
            assertThat(possible).as("nobody who was revoked, %s", when).containsAll(found);
            present.clear();
            present.addAll(found);
        }
    }

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void keepsEveryAcknowledgedChangeOfAKilledProcess(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("data");
        FriendsOnDisk.in(data).close();
        Random random = new Random(20_260_503);
        Known known = new Known();
        for (int round = 0; round < ROUNDS; round++) {
            int before = known.acknowledged;
            changeUntilKilled(data, "R" + round + "-", random.nextInt(LONGEST_LIFE_MILLIS), known);
            assertThat(known.acknowledged).as("acknowledged in round %d", round).isGreaterThan(before);
            if (round % RESTORES_EVERY == 0) {
                holdBackupsAgainst(known, data, directory.resolve("backup-" + round));
            }
            Path opened = data;
            assertThat(restoredAtOpening(opened))
                    .as("restored in round %d", round)
                    .isFalse();
            known.holdAgainst(friendsIn(data), "in round " + round);
        }
        System.out.printf(
                "%d kills: %d changes acknowledged, %d of them revocations, none lost; every open succeeded.%n",
                ROUNDS, known.acknowledged, known.revoked);
    }

    private static boolean restoredAtOpening(Path data) {
        try (DatabaseFile opened = DatabaseFile.openAsItIs(data)) {
            return opened.report().restored().isPresent();
        }
    }

    /// As they are before anybody has opened the database again.
    private static void holdBackupsAgainst(Known known, Path data, Path elsewhere) throws IOException {
        Files.createDirectories(elsewhere.resolve("backup"));
        try (Stream<Path> backups = Files.list(data.resolve("backup"))) {
            for (Path backup : backups.toList()) {
                Files.copy(backup, elsewhere.resolve("backup").resolve(backup.getFileName()));
            }
        }
        Set<String> found = friendsIn(elsewhere);
        Known ofBackups = new Known();
        ofBackups.present.addAll(known.present);
        ofBackups.asked = known.asked;
        ofBackups.holdAgainst(found, "of the backups");
    }

    private static Set<String> friendsIn(Path data) {
        try (FriendsOnDisk disk = FriendsOnDisk.alreadyIn(data)) {
            return disk.friends().all().stream().map(f -> f.name().value()).collect(Collectors.toSet());
        }
    }

    /// Starts the process and kills it a while after its first change.
    private static void changeUntilKilled(Path data, String prefix, int lifeMillis, Known known)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(data, prefix))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean first = true;
        try (BufferedReader printed = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = printed.readLine(); line != null; line = printed.readLine()) {
                if (line.matches("[?!] [+-] R\\d+-\\d+")) {
                    known.hear(line);
                    if (first && line.startsWith("!")) {
                        first = false;
                        killLater(process, lifeMillis);
                    }
                }
            }
        } finally {
            process.destroyForcibly();
        }
        int killed = 128 + 9;
        assertThat(process.waitFor()).isEqualTo(killed);
    }

    private static List<String> command(Path data, String prefix) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FriendsChanger.class.getName(),
                data.toString(),
                prefix);
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
