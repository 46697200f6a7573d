package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A friend whose tap is a port of the LAN's bridge, under his policy and nothing else.
class BridgedIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /// What is promised after the last ssh is up.
    private static final Duration BACK = Duration.ofSeconds(2);

    private static final String TAP = "tap3";
    private static final String ADDRESS = "192.168.100.49";
    private static final String MAC = "02:00:00:00:00:31";
    private static final String OTHER_MAC = "02:00:00:00:00:32";
    private static final Pattern DROPPED =
            Pattern.compile("counter packets (\\d+) bytes \\d+ drop comment \"not in the policy\"");
    private static final String TV_TO_ALL = "192.168.100.255";

    private static Lab lab;
    private static Admitted friend;
    private static Run refusal;
    private static String whyRefused;
    private static KernelState before;

    @BeforeAll
    static void raise() {
        lab = Lab.raiseWithoutGateway();
        lab.startGateway("genkan:\n  lan:\n    friends: 192.168.100.48/29\n");
        friend = lab.admit("bridged", "friend", "--allow", Lab.NAS, "--attachment", "bridged");
        refusal = StockClient.run(
                lab, "friend", lab.privateKeyOf("friend"), "-N", "-o", "Tunnel=ethernet", "-w", "3:" + friend.unit());
        whyRefused = lab.genkan("status").orFail();
        lab.bridgeTheGateway();
        makeTap();
        before = KernelState.of(lab, "gateway");
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @AfterEach
    void leavesNothing() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(KernelState.of(lab, "gateway").differencesFrom(before))
                        .as("what is left in the kernel")
                        .isEmpty());
    }

    @Test
    void isRefusedInWordsWhereThereIsNoBridge() {
        assertThat(refusal.ok()).isFalse();
        assertThat(refusal.output()).contains("the gateway has no bridge there");
        assertThat(whyRefused).contains("the LAN interface eth0 is not in a bridge");
    }

    @Test
    void isInTheLanAsFarAsHisPolicyGoes() throws IOException {
        assertThat(friend.friendAddress()).isEqualTo(ADDRESS);
        try (StockClient _ = dial(MAC)) {
            await().atMost(PATIENCE).until(() -> lab.fetches("friend", "http://" + Lab.NAS + "/"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Files.readString(lab.state().resolve("nas/access.log")))
                            .contains(ADDRESS + " "));
            assertThat(lab.on("nas", "ip", "neigh", "show", ADDRESS).orFail()).contains(MAC);
            assertThat(lab.pings("friend", Lab.NAS, "-M", "do", "-s", "1472"))
                    .as("full-size packets")
                    .isTrue();
            assertThat(lab.pings("friend", friend.gatewayAddress()))
                    .as("the tunnel's other end")
                    .isTrue();
            assertThat(lab.genkan("status").orFail())
                    .contains("The home network is 192.168.100.0/24 on br0.")
                    .contains(", by bridged as " + ADDRESS);
            for (String closed : List.of(Lab.TV, Lab.ROUTER, Lab.GATEWAY)) {
                assertThat(lab.pings("friend", closed)).as(closed).isFalse();
            }
            // The gateway he knows: it has asked for him, to answer his ping.
            for (String closed : List.of(Lab.TV, Lab.ROUTER)) {
                assertThat(lab.on("friend", "ip", "neigh", "show", closed).orFail())
                        .as("ARP for " + closed)
                        .doesNotContain("lladdr");
            }
            assertThat(lab.pings("nas", ADDRESS)).as("the LAN to the friend").isFalse();
            assertPortIsShut();
            assertBroadcastsAreHeldBack();
        }
    }

    /// The NAS remembers the hardware address of his last tap, as it is with a client whose tap is new each time.
    @Test
    void isBackAtOnceWithAnotherHardwareAddress() {
        for (String mac : List.of(MAC, OTHER_MAC, MAC)) {
            try (StockClient _ = dial(mac)) {
                Instant up = Instant.now();
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> lab.on("friend", "ping", "-q", "-c", "1", "-W", "0.2", Lab.NAS)
                                .ok());
                Duration took = Duration.between(up, Instant.now());
                System.out.println("traffic back after " + took.toMillis() + " ms: tap by bridged, as " + mac);
                assertThat(took).isLessThan(BACK);
                await().atMost(BACK)
                        .untilAsserted(() -> assertThat(lab.on("nas", "ip", "neigh", "show", ADDRESS)
                                        .orFail())
                                .contains(mac));
            }
        }
    }

    /// Whoever has the NAS's hardware address, or the gateway's, is nobody.
    @Test
    void mustNotHaveAHardwareAddressOfTheLan() {
        for (String host : List.of("nas", "gateway")) {
            assertThat(lab.pings("gateway", Lab.NAS)).isTrue();
            String taken =
                    lab.on(host, "cat", "/sys/class/net/eth0/address").orFail().strip();
            try (StockClient _ = dial(taken)) {
                assertThat(lab.pings("friend", Lab.NAS)).as(host).isFalse();
                assertThat(lab.pings("tv", Lab.NAS)).as("the LAN meanwhile").isTrue();
            }
        }
    }

    /// A bridge takes no tun device; proxy ARP gives him the same address.
    @Test
    void joinsByProxyArpWhereHeCarriesPackets() {
        // Whether it has had a tunnel or not, it has the routes.
        lab.on("friend", "ip", "link", "set", TAP, "down").orFail();
        lab.dials("friend", friend);
        assertThat(lab.fetches("friend", "http://" + Lab.NAS + "/")).isTrue();
        assertThat(lab.genkan("status").orFail()).contains(", by proxy-arp as " + ADDRESS);
        lab.hangsUp("friend");
    }

    @Test
    void isOutWithinTwoSecondsWhereHisRulesAreDeleted() {
        try (StockClient _ = dial(MAC)) {
            await().atMost(PATIENCE).until(() -> lab.pings("friend", Lab.NAS));
            lab.on("gateway", "nft", "delete", "table", "bridge", "genkan_tap" + friend.unit())
                    .orFail();
            await().atMost(BACK)
                    .until(() -> lab.on("gateway", "nft", "list", "table", "bridge", "genkan_tap" + friend.unit())
                            .ok());
            await().atMost(PATIENCE).until(() -> lab.pings("friend", Lab.NAS));
            assertThat(lab.pings("friend", Lab.TV)).isFalse();
        }
    }

    @Test
    void isCalledByWhomHisPolicyLetsCallAndNobodyElse() throws IOException {
        lab.genkan("friend", "set", "bridged", "--reverse", Lab.TV + ":8000").orFail();
        String page = "http://" + ADDRESS + ":8000/";
        try (StockClient _ = dial(MAC);
                WebPage called = WebPage.serve(lab, "friend", "8000");
                WebPage _ = WebPage.serve(lab, "friend", "8001")) {
            await().atMost(PATIENCE).until(() -> lab.pings("friend", Lab.NAS));
            assertThat(lab.fetches("tv", page)).isTrue();
            assertThat(lab.fetches("tv", "http://" + ADDRESS + ":8001/"))
                    .as("another port of his")
                    .isFalse();
            assertThat(lab.pings("tv", ADDRESS)).as("ping").isFalse();
            assertThat(lab.fetches("nas", page)).as("whom he may reach himself").isFalse();
            assertThat(lab.fetches("router", page)).as("the router").isFalse();
            assertThat(lab.fetches("gateway", page)).as("the gateway").isFalse();
            assertThat(lab.pings("friend", Lab.TV))
                    .as("his own way to who calls")
                    .isFalse();
            assertNoCallIsTurnedRound(called);
        }
        lab.genkan("friend", "set", "bridged", "--reverse", "nobody").orFail();
        try (StockClient _ = dial(MAC);
                WebPage _ = WebPage.serve(lab, "friend", "8000")) {
            await().atMost(PATIENCE).until(() -> lab.pings("friend", Lab.NAS));
            assertThat(lab.fetches("tv", page)).as("once nobody may call").isFalse();
        }
    }

    /// What a caller and he have said to each other is remembered by its ports; nothing may begin there.
    private static void assertNoCallIsTurnedRound(WebPage called) {
        lab.on("tv", "socat", "-u", "OPEN:/dev/null", "TCP:" + ADDRESS + ":8000,bind=:4000,connect-timeout=2")
                .orFail();
        String table = "genkan_tap" + friend.unit();
        assertThat(lab.on("gateway", "nft", "list", "set", "bridge", table, "calls")
                        .orFail())
                .contains(Lab.TV + " . tcp . 4000 . 8000");
        called.close();
        long before = notInThePolicy(table);
        await().atMost(PATIENCE).until(() -> {
            lab.on("friend", "socat", "-", "TCP:" + Lab.TV + ":4000,bind=:8000,reuseaddr,connect-timeout=1");
            return notInThePolicy(table) > before;
        });
    }

    private static long notInThePolicy(String table) {
        return DROPPED.matcher(lab.on("gateway", "nft", "list", "chain", "bridge", table, "from_friend")
                        .orFail())
                .results()
                .mapToLong(counter -> Long.parseLong(counter.group(1)))
                .sum();
    }

    /// The bridge holds back what he sends to groups and what comes to them; the gateway carries it for him.
    @Test
    void findsWhatHeMayReachByAsking() throws IOException {
        List<Process> devices = new ArrayList<>();
        lab.genkan("friend", "set", "bridged", "--discovery", "both").orFail();
        DiscoveryIT.startDevices(lab, devices);
        try (StockClient _ = dial(MAC)) {
            DiscoveryIT.awaitDevices(lab);
            await().atMost(PATIENCE).until(() -> lab.pings("friend", Lab.NAS));
            DiscoveryIT.assertFindsTheNasAlone(lab, "friend", TAP);
        } finally {
            devices.forEach(Process::destroy);
            lab.genkan("friend", "set", "bridged", "--discovery", "none").orFail();
        }
    }

    private static void assertPortIsShut() {
        String tap = "tap" + friend.unit();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(lab.on("gateway", "bridge", "-d", "link", "show", "dev", tap)
                                .orFail())
                        .contains(
                                "isolated on",
                                "learning off",
                                "flood off",
                                "mcast_flood off",
                                "root_block on",
                                "guard on"));
        assertThat(lab.on("gateway", "bridge", "fdb", "show", "brport", tap).orFail())
                .contains(MAC + " master br0 static");
    }

    private static void assertBroadcastsAreHeldBack() {
        lab.on("tv", "ping", "-b", "-c", "3", "-i", "0.2", "-W", "1", TV_TO_ALL);
        assertThat(lab.on("gateway", "nft", "list", "chain", "bridge", "genkan_tap" + friend.unit(), "to_friend")
                        .orFail())
                .containsPattern("counter packets [1-9][0-9]* bytes [0-9]+ drop comment \"broadcast of the LAN");
    }

    private static void makeTap() {
        lab.on("friend", "ip", "tuntap", "add", "dev", TAP, "mode", "tap").orFail();
        lab.on("friend", "ip", "address", "add", ADDRESS + "/24", "dev", TAP).orFail();
    }

    private static StockClient dial(String mac) {
        lab.on("friend", "ip", "link", "set", TAP, "down", "address", mac).orFail();
        lab.on("friend", "ip", "link", "set", TAP, "up").orFail();
        lab.on("friend", "ip", "route", "replace", friend.gatewayAddress(), "dev", TAP)
                .orFail();
        StockClient client = StockClient.start(
                lab, "friend", lab.privateKeyOf("friend"), "-N", "-o", "Tunnel=ethernet", "-w", "3:" + friend.unit());
        try {
            return client.awaitTunnel();
        } catch (RuntimeException | AssertionError e) {
            client.close();
            throw e;
        }
    }
}
