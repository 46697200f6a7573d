package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Friends who have addresses of the home LAN, out of the range that the post kept for them, 192.168.100.48/29.
class ProxyArpIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TUN_ADDRESS = "192.168.100.49";
    private static final String TAP_ADDRESS = "192.168.100.50";

    private static Lab lab;
    private static Admitted tun;
    private static Admitted tap;
    private static KernelState before;

    @BeforeAll
    static void raise() {
        lab = Lab.raiseWithoutGateway();
        lab.startGateway("genkan:\n  lan:\n    friends: 192.168.100.48/29\n");
        // The kernel adds routes once it has found that nobody else has its IPv6 addresses.
        await().atMost(PATIENCE)
                .until(() -> lab.on("gateway", "ip", "address", "show", "tentative")
                        .orFail()
                        .isBlank());
        before = KernelState.of(lab, "gateway");
        tun = lab.admit("tun", "friend", "--allow", Lab.NAS, "--attachment", "proxy-arp");
        tap = lab.admit("tap", "friend2", "--allow", Lab.NAS, "--attachment", "proxy-arp");
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @AfterEach
    void hangUp() {
        lab.hangsUp("friend");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(KernelState.of(lab, "gateway").differencesFrom(before))
                        .as("what is left in the kernel")
                        .isEmpty());
    }

    @Test
    void showsTheNasTheFriendsOwnAddress() {
        assertThat(tun.friendAddress()).isEqualTo(TUN_ADDRESS);
        lab.dials("friend", tun);
        lab.routesTheWholeLan("friend");

        assertThat(lab.fetches("friend", "http://" + Lab.NAS + "/")).isTrue();
        assertNasSaw(TUN_ADDRESS);
        assertThat(lab.pings("friend", Lab.NAS, "-M", "do", "-s", "1472"))
                .as("full-size packets")
                .isTrue();
        assertThat(lab.genkan("status").orFail())
                .contains("The home network is 192.168.100.0/24 on eth0.")
                .contains(", by proxy-arp as " + TUN_ADDRESS);
        assertThat(lab.fetches("friend", "http://" + Lab.TV + "/")).as("the TV").isFalse();
        assertThat(lab.pings("friend", Lab.GATEWAY)).as("the gateway").isFalse();
        assertThat(lab.pings("nas", TUN_ADDRESS)).as("the LAN to the friend").isFalse();
        String eth0 =
                lab.on("gateway", "cat", "/sys/class/net/eth0/address").orFail().strip();
        assertThat(lab.on("nas", "ip", "neigh", "show", TUN_ADDRESS).orFail()).contains(eth0);
        assertThat(lab.on("gateway", "cat", "/proc/sys/net/ipv4/conf/eth0/proxy_arp")
                        .orFail()
                        .strip())
                .as("proxy ARP for everybody")
                .isEqualTo("0");
    }

    /// He asks for each host by ARP, since he believes to be on the LAN's own wire.
    @Test
    void answersOnATapForTheHostsOfThePolicyAlone() {
        assertThat(tap.friendAddress()).isEqualTo(TAP_ADDRESS);
        try (StockClient client = StockClient.start(
                lab, "friend2", lab.privateKeyOf("friend2"), "-N", "-o", "Tunnel=ethernet", "-w", "3:" + tap.unit())) {
            client.awaitTunnel();
            lab.on("friend2", "ip", "address", "add", TAP_ADDRESS + "/24", "dev", "tap3")
                    .orFail();
            lab.on("friend2", "ip", "link", "set", "tap3", "up").orFail();

            await().atMost(PATIENCE).until(() -> lab.fetches("friend2", "http://" + Lab.NAS + "/"));
            assertNasSaw(TAP_ADDRESS);
            assertThat(lab.pings("friend2", Lab.NAS, "-M", "do", "-s", "1472")).isTrue();
            for (String closed : List.of(Lab.TV, Lab.ROUTER, Lab.GATEWAY, TUN_ADDRESS)) {
                assertThat(lab.pings("friend2", closed)).as(closed).isFalse();
                assertThat(lab.on("friend2", "ip", "neigh", "show", closed).orFail())
                        .as("ARP for " + closed)
                        .doesNotContain("lladdr");
            }
        }
        await().atMost(PATIENCE)
                .until(() -> !lab.on("gateway", "ip", "link", "show", "tap" + tap.unit())
                        .ok());
    }

    @Test
    void refusesAnAddressThatADeviceOfTheLanHasAndEndsTheTunnelWhoseAddressIsTaken() {
        lab.on("tv", "ip", "address", "add", TUN_ADDRESS + "/24", "dev", "eth0").orFail();
        try (StockClient refused = dial()) {
            assertThat(refused.awaitEnd()).isNotZero();
            assertThat(refused.said()).contains("Another device in the home network has the address");
        } finally {
            lab.on("tv", "ip", "address", "del", TUN_ADDRESS + "/24", "dev", "eth0")
                    .orFail();
        }
        assertThat(lab.genkan("status").orFail()).contains(TUN_ADDRESS + " is in use in the LAN by");
        try (StockClient client = dial()) {
            client.awaitTunnel();
            lab.on("tv", "ip", "address", "add", TUN_ADDRESS + "/24", "dev", "eth0")
                    .orFail();
            client.awaitEnd();
            assertThat(client.said()).contains("has begun to use the address");
        } finally {
            lab.on("tv", "ip", "address", "del", TUN_ADDRESS + "/24", "dev", "eth0")
                    .orFail();
        }
    }

    @Test
    void leavesNothingWhenItIsKilled() {
        lab.dials("friend", tun);
        lab.killGateway();
        assertThat(KernelState.of(lab, "gateway").proxies()).contains(TUN_ADDRESS);
        lab.cleanUp();
        assertThat(KernelState.of(lab, "gateway").differencesFrom(before)).isEmpty();
        lab.startGateway();
    }

    /// The web server writes after it has answered.
    private static void assertNasSaw(String address) {
        Path log = lab.state().resolve("nas/access.log");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Files.readString(log)).contains(address + " "));
    }

    private static StockClient dial() {
        return StockClient.start(lab, "friend", lab.privateKeyOf("friend"), "-N", "-w", "0:" + tun.unit());
    }
}
