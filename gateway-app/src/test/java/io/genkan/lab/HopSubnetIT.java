package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The post's two tunnels with a hop that the gateway knows to have a network behind it: whoever is there comes in
/// with the address that he has there, and nobody else does.
class HopSubnetIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Two seconds are promised after the last ssh is up; a test machine may be busy with something else.
    private static final Duration BACK = Duration.ofSeconds(5);

    private static final String NETWORK = "192.168.3.0/24";
    private static final String PART_OF_THE_LAN = "192.168.100.48/29";
    private static final String FRIEND_IN_LAN = "192.168.100.49";
    private static final String NOBODYS = "192.168.100.77";
    private static final String HOP_OUTSIDE = "203.0.113.20";
    private static final String ROUTE_TO_OTHERS = "192.168.3.128/25";

    /// How many computers the guard lets come in through a tap at a time.
    private static final int PLACES = 8;

    /// Counts what arrives at the NAS from addresses that are not of the network.
    private static final String OBSERVER = """
            table ip observer
            delete table ip observer
            table ip observer {
                chain incoming {
                    type filter hook prerouting priority raw
                    ip saddr { %s, %s } counter
                }
            }
            """.formatted(NOBODYS, HOP_OUTSIDE);

    private static Lab lab;
    private static KernelState before;

    @BeforeAll
    static void raise() {
        lab = Lab.raiseWithoutGateway();
        lab.startGateway("genkan:\n  lan:\n    friends: " + PART_OF_THE_LAN + "\n");
        // The kernel adds routes once it has found that nobody else has its IPv6 addresses.
        await().atMost(PATIENCE)
                .until(() -> lab.on("gateway", "ip", "address", "show", "tentative")
                        .orFail()
                        .isBlank());
        before = KernelState.of(lab, "gateway");
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @BeforeEach
    void observe() {
        lab.onWithInput("nas", OBSERVER, "nft", "-f", "-").orFail();
    }

    @AfterEach
    void leavesNothing() {
        lab.post("hop-hangs-up");
        lab.post("friend-hangs-up");
        lab.genkan("friend", "remove", "ec2").orFail();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(KernelState.of(lab, "gateway").differencesFrom(before))
                        .as("what is left in the kernel")
                        .isEmpty());
    }

    /// The post's §2, in which the hop's translation of addresses is left out.
    @Test
    void letsANetworkInByNat() {
        Admitted hop = lab.admit("ec2", "hop", "--allow", Lab.NAS, "--subnet", NETWORK);
        lab.post("friend-dials", "tun");
        hopDials(hop, "routed");
        assertThat(fetches()).as("the friend behind the hop").isTrue();
        assertThat(lab.pings("hop", Lab.NAS)).as("the hop itself").isTrue();
        lab.on("hop", "ip", "route", "replace", "192.168.100.0/24", "dev", "tun1")
                .orFail();
        assertThat(lab.fetches("friend", "http://" + Lab.TV + "/")).as("the TV").isFalse();
        assertThat(lab.pings("hop", Lab.NAS, "-I", HOP_OUTSIDE))
                .as("from an address that is not behind the hop")
                .isFalse();
        assertStopsAtTheGuardOf("tun" + hop.unit());
        assertThat(lab.genkan("status").orFail()).contains("by nat as " + Lab.GATEWAY + ", in front of " + NETWORK);

        assertIsBack("tun by nat, friend", () -> lab.post("friend-dials", "tun"));
        assertIsBack("tun by nat, hop", () -> hopDials(hop, "routed"));
        assertIsBack(
                "tun by nat, hop and friend", () -> hopDials(hop, "routed"), () -> lab.post("friend-dials", "tun"));
        assertIsBack("tun by nat, with the hop's translation", () -> hopDials(hop, "snat"));
    }

    @Test
    void refusesANetworkThatTheGatewayReachesOtherwise() {
        Admitted hop = lab.admit("ec2", "hop", "--allow", Lab.NAS, "--subnet", NETWORK);
        lab.on("gateway", "ip", "route", "add", ROUTE_TO_OTHERS, "via", Lab.ROUTER)
                .orFail();
        try (StockClient refused =
                StockClient.start(lab, "hop", lab.privateKeyOf("hop"), "-N", "-w", "2:" + hop.unit())) {
            assertThat(refused.awaitEnd()).isNotZero();
            assertThat(refused.said()).contains("does not fit in with what the gateway reaches otherwise");
        } finally {
            lab.on("gateway", "ip", "route", "del", ROUTE_TO_OTHERS).orFail();
        }
        assertThat(lab.genkan("status").orFail()).contains(NETWORK, ROUTE_TO_OTHERS);
    }

    /// The post's §3, in which the friend's tap and the hop's to the gateway are ports of a bridge at the hop.
    @Test
    void letsAPartOfTheLanInByProxyArp() throws IOException {
        Admitted hop = lab.admit(
                "ec2",
                "hop",
                "--allow",
                Lab.NAS,
                "--unit",
                "3",
                "--attachment",
                "proxy-arp",
                "--subnet",
                PART_OF_THE_LAN);
        lab.post("friend-dials", "tap");
        hopDials(hop, "tap");
        assertThat(fetches()).as("the friend behind the hop").isTrue();
        assertThat(lab.fetches("friend", "http://" + Lab.TV + "/")).as("the TV").isFalse();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Files.readString(lab.state().resolve("nas/access.log")))
                        .contains(FRIEND_IN_LAN + " "));
        assertThat(lab.genkan("status").orFail())
                .contains("by proxy-arp as " + hop.friendAddress() + ", in front of " + PART_OF_THE_LAN);

        lab.on("friend", "ip", "address", "add", NOBODYS + "/32", "dev", "tap0").orFail();
        assertThat(lab.pings("friend", Lab.NAS, "-I", NOBODYS))
                .as("from an address that is not behind the hop")
                .isFalse();
        assertStopsAtTheGuardOf("tap" + hop.unit());

        assertIsBack("tap by proxy-arp, friend", () -> lab.post("friend-dials", "tap"));
        assertIsBack(
                "tap by proxy-arp, gateway, friend and hop",
                () -> {
                    lab.stopGateway();
                    lab.startGateway();
                },
                () -> lab.post("friend-dials", "tap"),
                () -> hopDials(hop, "tap"));
        assertIsBack("tap by proxy-arp, hop", () -> hopDials(hop, "tap"));
        assertThereAreSoManyPlaces();
    }

    /// The friend and the hop have a place each. The hop plays the others, one after the other.
    private static void assertThereAreSoManyPlaces() {
        for (int computer = 3; computer <= PLACES + 1; computer++) {
            lab.on("hop", "ip", "link", "set", "br0", "address", "02:00:00:00:01:0" + computer)
                    .orFail();
            assertThat(lab.on("hop", "ping", "-q", "-c", "2", "-i", "0.2", "-W", "1", Lab.NAS)
                            .ok())
                    .as("computer number " + computer)
                    .isEqualTo(computer <= PLACES);
        }
        assertThat(fetches()).as("the friend meanwhile").isTrue();
    }

    private static void assertStopsAtTheGuardOf(String device) {
        assertThat(lab.on("gateway", "nft", "list", "table", "netdev", "genkan_" + device)
                        .orFail())
                .containsPattern("counter packets [1-9][0-9]* bytes [0-9]+ drop comment \"forged source");
        assertThat(lab.on("nas", "nft", "list", "table", "ip", "observer").orFail())
                .contains("packets 0 ");
    }

    private static void hopDials(Admitted hop, String way) {
        lab.post("hop-dials", hop.file().toString(), way);
    }

    private static void assertIsBack(String what, Runnable... redials) {
        List.of(redials).forEach(Runnable::run);
        Instant up = lab.postIsUpSince();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(HopSubnetIT::fetches);
        Duration took = Duration.between(up, Instant.now());
        System.out.println("traffic back after " + took.toMillis() + " ms: " + what);
        assertThat(took).as(what).isLessThan(BACK);
    }

    private static boolean fetches() {
        return lab.fetches("friend", "http://" + Lab.NAS + "/", "--connect-timeout", "0.3");
    }
}
