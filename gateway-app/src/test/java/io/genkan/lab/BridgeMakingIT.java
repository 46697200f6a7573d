package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The gateway makes a bridge of its LAN interface, and gives everything back.
class BridgeMakingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /// Far more than a few lost packets, far less than what an owner waits before he pulls the plug.
    private static final int LONGEST_GAP_MILLIS = 2_000;

    private static final int PING_MILLIS = 2;
    private static final String PING_SECONDS = "0.002";
    private static final Pattern ANSWER = Pattern.compile("icmp_seq=(\\d+)");
    private static final String PAGE = "http://" + Lab.NAS + "/";

    private static Lab lab;
    private static Owner owner;
    private static Admitted routed;
    private static Admitted bridged;
    private static KernelState before;

    @BeforeAll
    static void raise() {
        lab = Lab.raiseWithoutGateway();
        owner = new Owner(lab.data());
        configureMore();
        await().atMost(PATIENCE)
                .until(() -> lab.on("gateway", "ip", "-6", "address", "show", "tentative")
                        .orFail()
                        .isBlank());
        before = KernelState.of(lab, "gateway");
        lab.startGateway("genkan:\n  lan:\n    interface: eth0\n    friends: 192.168.100.48/29\n");
        routed = lab.admit("routed", "friend2", "--allow", Lab.NAS);
        bridged = lab.admit("bridged", "friend", "--allow", Lab.NAS, "--attachment", "bridged");
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @Test
    void isUndoneUnlessItIsConfirmedAndConnectionsGoOn() throws Exception {
        assertThat(lab.genkan("lan", "bridge", "plan").orFail())
                .contains("192.168.100.2/24, for ever (static)")
                .contains("make the bridge br-genkan", "move to it the address 192.168.100.2/24")
                .contains("move to it the route default via 192.168.100.1", "make eth0 a port of it");
        assertEverythingIsAsBefore();

        lab.dials("friend2", routed);
        // A tun device is no port of a bridge: he joins by proxy ARP.
        lab.dials("friend", bridged);
        Path pings = lab.state().resolve("pings");
        Process ping = lab.start("nas", pings, "ping", "-n", "-i", PING_SECONDS, Lab.GATEWAY);
        try {
            owner.does("lan bridge make", Map.of("seconds", List.of("5")));
            assertThat(lab.on("gateway", "ip", "link", "show", "eth0").orFail()).contains("master br-genkan");
            awaitPages();
            await().atMost(PATIENCE).until(() -> !hasBridge());
            awaitPages();
        } finally {
            ping.destroy();
            ping.waitFor();
        }
        int gap = longestGapMillis(Files.readString(pings));
        System.out.println("the gateway was silent for " + gap + " ms at most while its bridge came and went");
        assertThat(gap).isLessThan(LONGEST_GAP_MILLIS);
        lab.hangsUp("friend");
        lab.hangsUp("friend2");
        assertEverythingIsAsBefore();
    }

    @Test
    void isUndoneByTheNextGatewayWhereOneIsKilled() {
        owner.does("lan bridge make", Map.of());
        assertThat(hasBridge()).isTrue();
        lab.killGateway();
        assertThat(hasBridge()).isTrue();
        lab.startGateway();
        assertEverythingIsAsBefore();
    }

    @Test
    void staysOnceConfirmedUntilItIsUndone() throws IOException {
        owner.does("lan bridge make", Map.of());
        owner.does("lan bridge confirm", Map.of());
        lab.killGateway();
        assertThat(hasBridge()).isTrue();
        assertThat(lab.pings("nas", Lab.GATEWAY)).as("while no gateway runs").isTrue();

        bootAnew();
        lab.startGateway();
        assertThat(hasBridge()).as("made again").isTrue();
        assertABridgedFriendIsInside();
        await().atMost(PATIENCE).untilAsserted(() -> owner.does("lan bridge undo", Map.of()));
        assertEverythingIsAsBefore();
    }

    private static void awaitPages() {
        for (String friend : List.of("friend", "friend2")) {
            await().atMost(PATIENCE).until(() -> lab.fetches(friend, PAGE));
        }
    }

    private static void assertABridgedFriendIsInside() throws IOException {
        lab.dialsByTap("friend", bridged);
        await().atMost(PATIENCE).until(() -> lab.fetches("friend", PAGE));
        assertThat(Files.readString(lab.state().resolve("nas/access.log"))).contains(bridged.friendAddress() + " ");
        assertThatThrownBy(() -> owner.does("lan bridge undo", Map.of()))
                .hasMessageContaining("Friends are inside by the bridge");
        lab.hangsUp("friend");
    }

    private static void assertEverythingIsAsBefore() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(KernelState.of(lab, "gateway").differencesFrom(before))
                        .isEmpty());
    }

    private static boolean hasBridge() {
        return lab.on("gateway", "ip", "link", "show", "br-genkan").ok();
    }

    /// Beside the address and the default route that the lab gives it: one more of each, and IPv6.
    private static void configureMore() {
        onGateway("address", "add", "192.168.100.3/24", "dev", "eth0");
        onGateway("address", "add", "fd00:100::2/64", "dev", "eth0");
        onGateway("route", "add", "10.99.0.0/16", "via", Lab.ROUTER, "dev", "eth0", "metric", "50");
        onGateway("-6", "route", "add", "default", "via", "fd00:100::1", "dev", "eth0");
    }

    /// What is left of a bridge by the time at which the next gateway starts, after a boot.
    private static void bootAnew() {
        onGateway("link", "delete", "br-genkan");
        onGateway("address", "add", Lab.GATEWAY + "/24", "dev", "eth0");
        onGateway("route", "add", "default", "via", Lab.ROUTER);
        configureMore();
    }

    private static void onGateway(String... ip) {
        String[] command = new String[ip.length + 1];
        command[0] = "ip";
        System.arraycopy(ip, 0, command, 1, ip.length);
        lab.on("gateway", command).orFail();
    }

    private static int longestGapMillis(String pings) {
        List<Integer> answered = ANSWER.matcher(pings)
                .results()
                .map((MatchResult answer) -> Integer.parseInt(answer.group(1)))
                .toList();
        assertThat(answered).hasSizeGreaterThan(100);
        int longest = 0;
        for (int i = 1; i < answered.size(); i++) {
            longest = Math.max(longest, answered.get(i) - answered.get(i - 1) - 1);
        }
        return longest * PING_MILLIS;
    }
}
