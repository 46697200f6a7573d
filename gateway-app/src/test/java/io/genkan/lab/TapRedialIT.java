package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A friend whose tap device is in a bridge, as in the post: he remembers between his connections at which hardware
/// address he found whom, and the LAN remembers where it found him.
class TapRedialIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /// What is promised after the last ssh is up.
    private static final Duration BACK = Duration.ofSeconds(2);

    private static final String TAP = "tap3";
    private static final String BRIDGE = "br3";
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
        makeBridge("friend", friend.friendAddress() + "/30");
        lab.on("friend", "ip", "route", "add", Lab.NAS, "via", friend.gatewayAddress())
                .orFail();
        assertThat(assertIsBackAfterRedial("nat", "friend", friend)).isNotEmpty();
    }

    /// His /24 makes him ask for the NAS itself, whose address the gateway's device answers for.
    @Test
    void isBackAtOnceWithProxyArpAndTheLanKnowsIt() {
        Admitted friend = lab.admit("proxy", "friend2", "--allow", Lab.NAS, "--attachment", "proxy-arp");
        assertThat(friend.friendAddress()).isEqualTo(IN_LAN);
        makeBridge("friend2", IN_LAN + "/24");
        // Somebody else had the address before.
        lab.on("nas", "ip", "neigh", "replace", IN_LAN, "lladdr", STRANGER, "dev", "eth0", "nud", "reachable")
                .orFail();
        String known = assertIsBackAfterRedial("proxy-arp", "friend2", friend);
        lab.stopGateway();
        lab.startGateway();
        try (StockClient _ = dial("friend2", friend)) {
            awaitNas("proxy-arp, the gateway was restarted", "friend2");
            assertThat(neighbours("friend2")).contains(known);
        }
        assertThat(lab.on("gateway", "ip", "link", "show", "genkan-arp").ok())
                .as("the device that announced him")
                .isFalse();
    }

    /// @return whom he remembers at which hardware address
    private static String assertIsBackAfterRedial(String what, String host, Admitted friend) {
        String known;
        try (StockClient _ = dial(host, friend)) {
            awaitNas(what + ", first dial", host);
            known = neighbours(host);
        }
        assertThat(known).contains("lladdr fe:");
        try (StockClient _ = dial(host, friend)) {
            awaitNas(what + ", redial", host);
            assertThat(neighbours(host)).contains(known);
        }
        return known;
    }

    /// Alone, the bridge would lose its carrier with the tap's, and forget.
    private static void makeBridge(String host, String address) {
        lab.on(host, "ip", "tuntap", "add", "dev", TAP, "mode", "tap").orFail();
        lab.on(host, "ip", "link", "add", "cable", "up", "type", "veth", "peer", "name", "end")
                .orFail();
        lab.on(host, "ip", "link", "set", "end", "up").orFail();
        lab.on(host, "ip", "link", "add", BRIDGE, "address", "02:00:00:00:00:03", "type", "bridge")
                .orFail();
        for (String port : List.of(TAP, "cable")) {
            lab.on(host, "ip", "link", "set", port, "master", BRIDGE, "up").orFail();
        }
        lab.on(host, "ip", "address", "add", address, "dev", BRIDGE).orFail();
        lab.on(host, "ip", "link", "set", BRIDGE, "up").orFail();
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
        return lab.on(host, "sh", "-c", "ip neigh show dev " + BRIDGE + " | awk '{ print $1, $2, $3 }' | sort")
                .orFail();
    }
}
