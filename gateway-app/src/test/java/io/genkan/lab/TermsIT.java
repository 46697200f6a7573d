package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A friend with the stock client whose access ends while he is inside: he is out, is told why, and stays out.
class TermsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static Lab lab;
    private static Admitted tomodati;

    @BeforeAll
    static void raise() {
        lab = Lab.raise();
        tomodati = lab.admit("tomodati", "friend", "--allow", Lab.NAS, "--rate", "20M");
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @AfterEach
    void letEverybodyInAgain() {
        lab.genkan("door", "open").orFail();
        lab.genkan("friend", "enable", "tomodati").orFail();
        lab.genkan("friend", "set", "tomodati", "--volume", "unlimited", "--until", "never")
                .orFail();
    }

    @Test
    void showsOutWhenTheDoorCloses() throws IOException {
        endsWith("The owner has closed the door", "door", "close");
    }

    @Test
    void showsOutWhoIsDisabled() throws IOException {
        endsWith("switched your access off", "friend", "disable", "tomodati");
    }

    @Test
    void showsOutWhoseVolumeIsUsedUp() throws IOException {
        endsWith("1MB are used up", "friend", "set", "tomodati", "--volume", "1MB");
    }

    /// The lab's machine may have no synchronised clock; then there is another reason, which is as good.
    @Test
    void refusesWhoseAccessHasEndedStillAfterAKill() throws IOException {
        lab.genkan("friend", "set", "tomodati", "--until", "2026-01-01 18:00").orFail();
        lab.killGateway();
        lab.startGateway();
        Path told = dial();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Files.readString(told))
                        .containsAnyOf("Your access ended on Thursday 1 January 2026, 18:00", "what time it is"));
    }

    private static void endsWith(String words, String... command) throws IOException {
        Path told = dial();
        await().atMost(PATIENCE).until(() -> lab.status().path("tunnels").size() == 1);
        lab.setsUp("friend", "tun0", tomodati);
        assertThat(lab.pings("friend", Lab.NAS)).isTrue();
        if (words.contains("used up")) {
            lab.on("friend", "ping", "-q", "-f", "-c", "500", "-s", "1400", Lab.NAS);
        }

        lab.genkan(command).orFail();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Files.readString(told)).contains(words));
        assertThat(lab.status().path("tunnels")).isEmpty();
        Path again = dial();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Files.readString(again)).contains(words));
    }

    private static Path dial() throws IOException {
        Path told = Files.createTempFile(lab.state(), "told", ".log");
        lab.start(
                "friend",
                told,
                "ssh",
                "-N",
                "-F",
                "none",
                "-i",
                lab.privateKeyOf("friend").toString(),
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "ExitOnForwardFailure=yes",
                "-w",
                "0:any",
                "-p",
                "2222",
                "friend@" + Lab.ROUTER_OUTSIDE);
        return told;
    }
}
