package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The 2014 post's own way, friend –tun0→ hop –tun1→ gateway, in which each of the three breaks and comes back.
///
/// A hop whose connection ended with the gateway dials again when the gateway is back, as its owner's service would.
/// Measured is the time from when the last ssh has its tunnel until a page of the NAS comes through both of them; it is
/// printed, since a test machine may be busy with something else.
class RedialIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Lab lab;
    private static Admitted hop;

    @BeforeAll
    static void raise() {
        lab = Lab.raise();
        hop = lab.admit("hop", "hop", "--allow", Lab.NAS + ":80");
        lab.post("friend-dials");
        hopDials();
        assertThat(fetches()).as("the first fetch").isTrue();
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    /// What breaks and comes back.
    enum Leg {
        FRIEND {
            @Override
            void redial() {
                lab.post("friend-dials");
            }
        },
        HOP {
            @Override
            void redial() {
                hopDials();
            }
        },
        GATEWAY {
            @Override
            void redial() {
                lab.stopGateway();
                lab.startGateway();
            }
        };

        abstract void redial();
    }

    @ParameterizedTest
    @CsvSource({
        "FRIEND,  HOP,     GATEWAY",
        "FRIEND,  GATEWAY, HOP",
        "HOP,     FRIEND,  GATEWAY",
        "HOP,     GATEWAY, FRIEND",
        "GATEWAY, FRIEND,  HOP",
        "GATEWAY, HOP,     FRIEND"
    })
    void isBackAfterAllThreeInAnyOrder(Leg first, Leg second, Leg third) {
        List<Leg> legs = List.of(first, second, third);
        legs.forEach(Leg::redial);
        if (!hopIsConnected()) {
            hopDials();
        }
        awaitTraffic(legs.stream().map(Enum::name).collect(Collectors.joining(", then ")));
    }

    @Test
    void isBackAfterBothLegsAtOnce() {
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(Leg.FRIEND::redial), CompletableFuture.runAsync(Leg.HOP::redial))
                .join();
        awaitTraffic("FRIEND and HOP at once");
    }

    @Test
    void isBackAfterTheHopsSshWasKilled() {
        killed("hop-to-gateway");
        hopDials();
        awaitTraffic("the hop's ssh killed, then HOP");
    }

    @Test
    void isBackAfterTheFriendsSshWasKilled() {
        killed("friend-to-hop");
        lab.post("friend-dials");
        awaitTraffic("the friend's ssh killed, then FRIEND");
    }

    @Test
    void isBackAfterTheGatewayWasKilled() {
        lab.killGateway();
        await().atMost(PATIENCE).until(() -> !hopIsConnected());
        lab.startGateway();
        hopDials();
        awaitTraffic("the gateway killed, then HOP");
    }

    /// A connection that went silent, with no end of it in sight for either side: the newest wins.
    @Test
    void isBackWhileTheOldConnectionOfTheHopHangs() {
        long old = lab.processOf("hop-to-gateway");
        stopped(old);
        lab.on("hop", "ip", "link", "set", "tun1", "down").orFail();
        try (StockClient again =
                StockClient.start(lab, "hop", lab.privateKeyOf("hop"), "-N", "-w", "2:" + hop.unit())) {
            again.awaitTunnel();
            Instant up = Instant.now();
            lab.setsUp("hop", "tun2", hop);
            assertThat(lab.pings("hop", hop.gatewayAddress())).isTrue();
            print("the old connection hangs, HOP from a second ssh", up);
        } finally {
            killed("hop-to-gateway");
        }
        hopDials();
        awaitTraffic("back at the first device");
    }

    private static void hopDials() {
        lab.post("hop-dials", hop.file().toString());
    }

    private static boolean hopIsConnected() {
        return ProcessHandle.of(lab.processOf("hop-to-gateway"))
                .map(ProcessHandle::isAlive)
                .orElse(false);
    }

    private static void killed(String name) {
        ProcessHandle.of(lab.processOf(name)).ifPresent(process -> {
            process.destroyForcibly();
            await().atMost(PATIENCE).until(() -> !process.isAlive());
        });
    }

    private static void stopped(long pid) {
        Run.of(List.of("kill", "-STOP", Long.toString(pid))).orFail();
    }

    private static boolean fetches() {
        return lab.fetches("friend", "http://" + Lab.NAS + "/");
    }

    private static void awaitTraffic(String what) {
        Instant up = lab.postIsUpSince();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(RedialIT::fetches);
        print(what, up);
    }

    private static void print(String what, Instant up) {
        System.out.println(
                "traffic back after " + Duration.between(up, Instant.now()).toMillis() + " ms: " + what);
    }
}
