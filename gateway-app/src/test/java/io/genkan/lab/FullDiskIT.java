package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A gateway whose disk fills up while friends are inside: its data directory is a disk of six megabytes, and somebody
/// else takes all that is left of it, and gives it back.
class FullDiskIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SMALL_DISK = "size=6m,mode=0700,uid=64222,gid=64222";
    private static final String NAS_PAGE = "http://" + Lab.NAS + "/";

    private static Lab lab;
    private static Path filler;

    @BeforeAll
    static void raise() throws IOException {
        lab = Lab.raiseWithoutGateway();
        Path data = Files.createDirectories(lab.data());
        filler = data.resolve("filler");
        Run.of(List.of("mount", "-t", "tmpfs", "-o", SMALL_DISK, "tmpfs", data.toString()))
                .orFail();
        lab.startGateway();
    }

    @AfterAll
    static void remove() {
        if (lab.gatewayIsReady()) {
            lab.stopGateway();
        }
        Run unmounted = Run.of(List.of("umount", "--lazy", lab.data().toString()));
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
            fill();

            refusesInWords("friend", "remove", "taro");
            refusesInWords("friend", "set", "hanako", "--volume", "unlimited");
            refusesInWords("door", "close");
            refusesInWords("invite", "Jiro");
            assertThat(lab.genkan("status").orFail()).contains("The disk is full", "2 friends");
            assertThat(lab.fetches("friend", NAS_PAGE)).isTrue();
            assertThat(lab.fetches("friend2", NAS_PAGE)).isTrue();
            assertThat(StockClient.run(
                                    lab, "friend", lab.privateKeyOf("friend"), "x@" + Lab.ROUTER_OUTSIDE, "status")
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

        fill();
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

    private static void fill() {
        assertThat(Run.of(List.of("dd", "if=/dev/zero", "of=" + filler, "bs=4k"))
                        .output())
                .contains("No space left");
    }
}
