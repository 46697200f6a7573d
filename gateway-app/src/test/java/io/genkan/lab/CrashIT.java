package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// What a gateway leaves behind, in the kernel and in its directory, however it ends: nothing of its own changes, and
/// nothing of anybody else's.
///
/// The tests are steps of one gateway's life, in this order.
@TestMethodOrder(OrderAnnotation.class)
class CrashIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ROUNDS = Integer.getInteger("genkan.kills", 5);
    private static final long SEED = Long.getLong("genkan.seed", System.nanoTime());

    private static Lab lab;
    private static Remains before;
    private static Remains clean;
    private static Admitted one;
    private static Admitted two;

    /// The kernel's state, and the files of `DATA/run`.
    private record Remains(KernelState kernel, List<String> files) {
        /// Fails with the lines that differ.
        void mustBe(String when, Remains expected) {
            assertThat(kernel.differencesFrom(expected.kernel)).as(when).isEmpty();
            assertThat(files).as(when).isEqualTo(expected.files);
        }
    }

    @BeforeAll
    static void raise() {
        lab = Lab.raiseWithoutGateway();
        // The kernel adds routes once it has found that nobody else has its IPv6 addresses.
        await().atMost(PATIENCE)
                .until(() -> lab.on("gateway", "ip", "address", "show", "tentative")
                        .orFail()
                        .isBlank());
        before = remains();
        lab.startGateway("""
                genkan:
                  lan:
                    friends: 192.168.100.48/29
                """);
        clean = remains();
        one = lab.admit("one", "friend", "--allow", Lab.NAS, "--unit", "1");
        two = lab.admit("two", "friend2", "--allow", Lab.NAS, "--unit", "2", "--attachment", "proxy-arp");
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @BeforeEach
    void beginWithAGatewayAndNobodyInside() {
        if (!lab.gatewayIsReady()) {
            lab.startGateway();
        }
        lab.hangsUp("friend");
        lab.hangsUp("friend2");
    }

    @Test
    @Order(1)
    void changesNothingBeforeAFriendIsIn() {
        assertThat(clean.kernel().differencesFrom(before.kernel())).isEmpty();
    }

    @Test
    @Order(2)
    void takesBackWhatAFriendNeededWhenHeHangsUp() {
        lab.dials("friend", one);
        Remains oneInside = remains();
        assertThat(oneInside.kernel().differencesFrom(clean.kernel())).isNotEmpty();
        lab.dials("friend2", two);
        assertThat(remains().kernel().differencesFrom(oneInside.kernel())).isNotEmpty();

        lab.hangsUp("friend2");
        awaitRemains(oneInside);
        lab.hangsUp("friend");
        awaitRemains(clean);
    }

    @Test
    @Order(3)
    void leavesNothingWhenItStops() {
        lab.dials("friend", one);
        lab.stopGateway();
        remains().mustBe("after it was stopped", before);
        lab.startGateway();
        remains().mustBe("after a restart", clean);
    }

    @Test
    @Order(4)
    void findsACleanStartAfterItWasKilled() {
        lab.dials("friend", one);
        lab.dials("friend2", two);
        lab.killGateway();
        assertThat(remains().kernel().filter())
                .as("what a killed gateway leaves")
                .contains("table inet genkan");
        lab.startGateway();
        remains().mustBe("after it was killed and restarted", clean);
    }

    @Test
    @Order(5)
    void leavesNothingOnceCleanedUpAfterItWasKilled() {
        lab.dials("friend", one);
        lab.killGateway();
        lab.cleanUp();
        remains().mustBe("after it was killed and cleaned up", before);
        lab.cleanUp();
        remains().mustBe("cleaned up twice", before);
        lab.startGateway();
        remains().mustBe("after it was cleaned up and restarted", clean);
    }

    /// Somebody's own table in the same hooks, his persistent device of the name that the friend's would have, and a
    /// setting that he has already made.
    @Test
    @Order(6)
    void leavesWhatIsSomebodyElsesAlone() {
        loadDecoy();
        lab.on("gateway", "ip", "tuntap", "add", "dev", "tun1", "mode", "tun").orFail();
        lab.on("gateway", "ip", "address", "add", "10.99.0.1/24", "dev", "tun1").orFail();
        lab.on("gateway", "sysctl", "-q", "-w", "net.ipv4.conf.eth0.forwarding=1", "net.ipv4.conf.eth0.rp_filter=2")
                .orFail();
        Remains foreign = remains();

        try (StockClient refused =
                StockClient.start(lab, "friend", lab.privateKeyOf("friend"), "-N", "-w", "0:" + one.unit())) {
            assertThat(refused.awaitEnd()).isNotZero();
            assertThat(refused.said())
                    .contains("open failed: connect failed: The gateway could not set up the tunnel.");
        }
        remains().mustBe("after a friend was refused the device", foreign);

        lab.dials("friend2", two);
        assertThat(lab.fetches("friend2", "http://" + Lab.NAS + "/")).isTrue();
        lab.hangsUp("friend2");
        awaitRemains(foreign);

        lab.dials("friend2", two);
        lab.killGateway();
        lab.cleanUp();
        assertThat(remains().kernel().differencesFrom(foreign.kernel()))
                .as("after it was cleaned up")
                .isEmpty();
        lab.startGateway();
        remains().mustBe("after a restart", foreign);

        removeDecoy();
        lab.on("gateway", "ip", "tuntap", "del", "dev", "tun1", "mode", "tun").orFail();
        lab.on("gateway", "sysctl", "-q", "-w", "net.ipv4.conf.eth0.forwarding=0", "net.ipv4.conf.eth0.rp_filter=0")
                .orFail();
        remains().mustBe("after all that is gone", clean);
    }

    private static void loadDecoy() {
        lab.onWithInput("gateway", """
                        table inet decoy {
                            set tunnels { type ifname; elements = { "tun1", "tun2" }; }
                            chain prerouting { type filter hook prerouting priority -300; iifname @tunnels counter; }
                            chain input { type filter hook input priority -10; tcp dport 1 counter drop; }
                            chain forward { type filter hook forward priority -10; iifname "tun7" drop; }
                            chain postrouting { type nat hook postrouting priority 100; ip saddr 10.99.0.0/16 masquerade; }
                        }
                        """, "nft", "-f", "-").orFail();
    }

    private static void removeDecoy() {
        lab.on("gateway", "nft", "delete", "table", "inet", "decoy").orFail();
    }

    /// One friend is joined by NAT and the other by proxy ARP, beside somebody else's rules.
    @Test
    @Order(7)
    void survivesBeingKilledAtAnyMoment() throws InterruptedException {
        System.out.println("killing at random moments; seed " + SEED);
        Random random = new Random(SEED);
        loadDecoy();
        Remains started = remains();
        Remains cleanedUp = new Remains(started.kernel(), before.files());
        long longest = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            int delay = random.nextInt(1500);
            int dials = killAmidDialling(random, delay);
            String filter = remains().kernel().filter();
            System.out.println("round " + round + ": killed after " + delay + " ms and " + dials + " dials, "
                    + (filter.isEmpty() ? "no rules left" : "rules left"));
            if (round % 2 == 0) {
                lab.cleanUp();
                remains().mustBe("round " + round, cleanedUp);
            }
            long begin = System.nanoTime();
            lab.startGateway();
            longest = Math.max(longest, System.nanoTime() - begin);
            remains().mustBe("round " + round, started);
        }
        System.out.println("clean after each of " + ROUNDS + " kills, at most "
                + Duration.ofNanos(longest).toMillis() + " ms after the start");
        lab.dials("friend", one);
        lab.dials("friend2", two);
        assertThat(lab.fetches("friend", "http://" + Lab.NAS + "/")).isTrue();
        assertThat(lab.fetches("friend2", "http://" + Lab.NAS + "/")).isTrue();
        lab.stopGateway();
        remains().mustBe("after it was stopped", cleanedUp);
        removeDecoy();
        remains().mustBe("without the decoy", before);
    }

    /// @return how often the two dialled
    private static int killAmidDialling(Random random, int delay) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger dials = new AtomicInteger();
        CompletableFuture<Void> both = CompletableFuture.allOf(
                dialling("friend", one, random.nextLong(), over, dials),
                dialling("friend2", two, random.nextLong(), over, dials));
        await().atMost(PATIENCE).until(() -> dials.get() >= 2);
        Thread.sleep(delay);
        lab.killGateway();
        over.set(true);
        both.join();
        return dials.get();
    }

    private static CompletableFuture<Void> dialling(
            String host, Admitted who, long seed, AtomicBoolean over, AtomicInteger dials) {
        return CompletableFuture.runAsync(() -> {
            Random random = new Random(seed);
            while (!over.get()) {
                try (StockClient client =
                        StockClient.start(lab, host, lab.privateKeyOf(host), "-N", "-w", "0:" + who.unit())) {
                    dials.incrementAndGet();
                    pause(random.nextInt(800));
                    assertThat(client).isNotNull();
                }
            }
        });
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitRemains(Remains expected) {
        await().atMost(PATIENCE).untilAsserted(() -> remains().mustBe("after he hung up", expected));
    }

    private static Remains remains() {
        return new Remains(KernelState.of(lab, "gateway"), files(lab.data().resolve("run")));
    }

    private static List<String> files(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
