package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A friend whose tap device outlives his connections, as one does that was made for him beforehand: he remembers where
/// he found whom, and the LAN remembers where it found him.
class TapRedialIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /// What is promised after the last ssh is up.
    private static final Duration BACK = Duration.ofSeconds(2);

    private static final String TAP = "tap3";
    private static final String IN_LAN = "192.168.100.49";
    private static final String STRANGER = "02:de:ad:00:00:01";

    private static Lab lab;

    @BeforeAll
    static void raise() {
        lab = Lab.raiseWithoutGateway();
        lab.startGateway("genkan:\n  lan:\n    friends: 192.168.100.48/29\n");
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @Test
    void isBackAtOnceWithNat() {
        Admitted friend = lab.admit("nat", "friend", "--allow", Lab.NAS);
        makeTap("friend", friend.friendAddress() + "/30");
        lab.on("friend", "ip", "route", "add", Lab.NAS, "via", friend.gatewayAddress())
                .orFail();
        assertIsBackAfterEachRedial("nat", "friend", friend);
    }

    /// His /24 makes him ask for the NAS itself, whose address the gateway's device answers for.
    @Test
    void isBackAtOnceWithProxyArpAndTheLanKnowsIt() {
        Admitted friend = lab.admit("proxy", "friend2", "--allow", Lab.NAS, "--attachment", "proxy-arp");
        assertThat(friend.friendAddress()).isEqualTo(IN_LAN);
        makeTap("friend2", IN_LAN + "/24");
        // Somebody else had the address before.
        lab.on("nas", "ip", "neigh", "replace", IN_LAN, "lladdr", STRANGER, "dev", "eth0", "nud", "reachable")
                .orFail();
        assertIsBackAfterEachRedial("proxy-arp", "friend2", friend);
        assertThat(lab.on("gateway", "ip", "link", "show", "genkan-arp").ok())
                .as("the device that announced him")
                .isFalse();
    }

    private static void assertIsBackAfterEachRedial(String what, String host, Admitted friend) {
        try (StockClient _ = dial(host, friend)) {
            awaitNas(what + ", first dial", host);
        }
        String known = neighbours(host);
        assertThat(known).contains("lladdr");
        try (StockClient _ = dial(host, friend)) {
            awaitNas(what + ", redial", host);
            assertThat(neighbours(host)).isEqualTo(known);
        }
        lab.stopGateway();
        lab.startGateway();
        try (StockClient _ = dial(host, friend)) {
            awaitNas(what + ", the gateway was restarted", host);
            assertThat(neighbours(host)).isEqualTo(known);
        }
    }

    private static void makeTap(String host, String address) {
        lab.on(host, "ip", "tuntap", "add", "dev", TAP, "mode", "tap").orFail();
        lab.on(host, "ip", "address", "add", address, "dev", TAP).orFail();
        lab.on(host, "ip", "link", "set", TAP, "up").orFail();
    }

    private static StockClient dial(String host, Admitted friend) {
        StockClient client = StockClient.start(
                lab, host, lab.privateKeyOf(host), "-N", "-o", "Tunnel=ethernet", "-w", "3:" + friend.unit());
        try {
            return client.awaitTunnel();
        } catch (RuntimeException | AssertionError e) {
            client.close();
            throw e;
        }
    }

    private static void awaitNas(String what, String host) {
        Instant up = Instant.now();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> lab.on(host, "ping", "-q", "-c", "1", "-W", "0.2", Lab.NAS)
                        .ok());
        Duration took = Duration.between(up, Instant.now());
        System.out.println("traffic back after " + took.toMillis() + " ms: tap by " + what);
        assertThat(took).as(what).isLessThan(BACK);
    }

    /// Whom he remembers at which hardware address.
    private static String neighbours(String host) {
        return lab.on(host, "sh", "-c", "ip neigh show dev " + TAP + " | awk '{ print $1, $2, $3 }' | sort")
                .orFail();
    }
}
