package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import io.genkan.store.DatabaseFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A gateway whose disk fills up while friends are inside: its data directory is a disk of six megabytes, and somebody
/// else takes all that is left of it, and gives it back.
class FullDiskIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String OF_THE_GATEWAY = ",mode=0700,uid=64222,gid=64222";
    private static final String NAS_PAGE = "http://" + Lab.NAS + "/";

    private static Lab lab;
    private static Path filler;

    @BeforeAll
    static void raise() throws IOException {
        lab = Lab.raiseWithoutGateway();
        Path data = Files.createDirectories(lab.data());
        filler = data.resolve("filler");
        mount(data, "size=6m" + OF_THE_GATEWAY);
        lab.startGateway();
    }

    @AfterAll
    static void remove() {
        if (lab.gatewayIsReady()) {
            lab.stopGateway();
        }
        Run unmounted = unmount(lab.data());
        lab.close();
        unmounted.orFail();
    }

    @Test
    void keepsFriendsInsideAndTakesChangesAgainOnceThereIsRoom() throws IOException {
        Admitted taro = lab.admit("taro", "friend", "--allow", Lab.NAS);
        Admitted hanako = lab.admit("hanako", "friend2", "--allow", Lab.NAS, "--volume", "300000B");
        lab.dials("friend", taro);
        try (StockClient hers = hanakosClient().awaitTunnel()) {
            lab.setsUp("friend2", "tun0", hanako);
            fill(filler);

            refusesInWords("friend", "remove", "taro");
            refusesInWords("friend", "set", "hanako", "--volume", "unlimited");
            refusesInWords("door", "close");
            refusesInWords("invite", "Jiro");
            assertThat(lab.genkan("status").orFail()).contains("The disk is full", "2 friends");
            assertThat(lab.fetches("friend", NAS_PAGE)).isTrue();
            assertThat(lab.fetches("friend2", NAS_PAGE)).isTrue();
            assertThat(StockClient.run(lab, "friend", lab.privateKeyOf("friend"), "x@" + Lab.ROUTER_OUTSIDE, "status")
                            .orFail())
                    .contains("You are taro");

            lab.on("friend2", "ping", "-q", "-c", "150", "-i", "0.01", "-s", "1400", Lab.NAS);
            assertThat(hers.awaitEnd()).isNotZero();
            assertThat(hers.said()).contains("are used up");
        }
        assertThat(lab.fetches("friend", NAS_PAGE)).as("whose terms allow it").isTrue();
        assertThat(lab.gatewayLog()).doesNotContain("it cannot be found out", "org.h2");

        Files.delete(filler);
        lab.genkan("friend", "remove", "taro").orFail();
        assertThat(lab.fetches("friend", NAS_PAGE)).as("who was removed").isFalse();
        assertThat(lab.genkan("status").orFail()).doesNotContain("The disk is full");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                lab.genkan("audit", "--format", "csv").orFail().lines())
                        .as("what happened while nothing could be written")
                        .anyMatch(line -> line.matches(".*,shown-out,hanako,.*"))
                        .anyMatch(line -> line.matches(".*,logged-in,taro,.*")));

        lab.stopGateway();
        lab.startGateway();
        assertThat(lab.genkan("friend", "list").orFail()).contains("hanako").doesNotContain("taro");
        try (StockClient hers = hanakosClient()) {
            assertThat(hers.awaitEnd()).isNotZero();
            assertThat(hers.said()).as("counted on a full disk").contains("are used up");
        }

        fill(filler);
        lab.killGateway();
        Files.delete(filler);
        lab.startGateway();
        assertThat(lab.genkan("friend", "list").orFail()).contains("hanako").doesNotContain("taro");
    }

    private static StockClient hanakosClient() {
        return StockClient.start(lab, "friend2", lab.privateKeyOf("friend2"), "-N", "-w", "0:any");
    }

    private static void refusesInWords(String... command) {
        Run refused = lab.genkan(command);
        assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(1);
        assertThat(refused.output()).contains("Nothing was changed, since the disk with ", " is full.");
    }

    /// What is not to happen, and may: somebody takes the last of the room between the question and the write. Then the
    /// database is closed for everybody, until there is room.
    @Test
    void opensAgainByItselfWhatRanIntoTheEndOfTheDisk(@TempDir Path data) throws IOException {
        mount(data, "size=4m");
        try (DatabaseFile database = DatabaseFile.open(data)) {
            JdbcClient jdbc = database.jdbc();
            jdbc.sql("create table much (text varchar)").update();
            database.durable().run(() -> insert(jdbc, "before"));
            Path taken = data.resolve("taken");
            fill(taken);
            assertThatThrownBy(() -> {
                for (int i = 0; i < 100; i++) {
                    insert(jdbc, "x".repeat(20_000));
                }
            });

            Files.delete(taken);
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> database.durable().run(() -> insert(jdbc, "after")) == 1);
            assertThat(jdbc.sql("select text from much where length(text) < 10 order by text")
                            .query(String.class)
                            .list())
                    .containsExactly("after", "before");
        } finally {
            unmount(data).orFail();
        }
    }

    private static int insert(JdbcClient jdbc, String text) {
        return jdbc.sql("insert into much values (:text)").param("text", text).update();
    }

    private static void mount(Path directory, String options) {
        Run.of(List.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.toString()))
                .orFail();
    }

    private static Run unmount(Path directory) {
        return Run.of(List.of("umount", "--lazy", directory.toString()));
    }

    private static void fill(Path file) {
        assertThat(Run.of(List.of("dd", "if=/dev/zero", "of=" + file, "bs=4k")).output())
                .contains("No space left");
    }
}
