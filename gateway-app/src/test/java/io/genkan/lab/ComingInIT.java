package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A friend with the stock client comes straight to the gateway: what he gets, and what stays closed.
class ComingInIT {
    private static Lab lab;
    private static Admitted tomodati;
    private static Admitted other;

    @BeforeAll
    static void raise() {
        lab = Lab.raise();
        tomodati = lab.admit("tomodati", "friend", "--allow", Lab.NAS + ":80");
        other = lab.admit("other", "friend2", "--allow", Lab.NAS, "--allow", Lab.ROUTER + ":80");
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @AfterEach
    void hangUp() {
        lab.hangsUp("friend");
        lab.hangsUp("friend2");
    }

    @Test
    void fetchesWhatThePolicyListsAndNothingElse() {
        lab.dials("friend", tomodati);
        lab.routesTheWholeLan("friend");

        assertThat(lab.fetches("friend", "http://" + Lab.NAS + "/")).isTrue();
        assertThat(lab.fetches("friend", "http://" + Lab.TV + "/")).as("the TV").isFalse();
        assertThat(lab.fetches("friend", "http://" + Lab.ROUTER + "/"))
                .as("the router")
                .isFalse();
        assertThat(lab.pings("friend", Lab.NAS))
                .as("ping to the NAS, of which only port 80 is listed")
                .isFalse();
        assertThat(lab.on("nas", "ping", "-q", "-c", "1", "-W", "1", tomodati.friendAddress())
                        .ok())
                .as("the LAN to the friend")
                .isFalse();
    }

    @Test
    void reachesTheRouterWhereItIsListedAndEverythingOfAHostWithoutAPort() {
        lab.dials("friend2", other);
        lab.routesTheWholeLan("friend2");

        assertThat(lab.fetches("friend2", "http://" + Lab.ROUTER + "/")).isTrue();
        assertThat(lab.fetches("friend2", "http://" + Lab.NAS + "/")).isTrue();
        assertThat(lab.pings("friend2", Lab.NAS)).isTrue();
        assertThat(lab.fetches("friend2", "http://" + Lab.TV + "/"))
                .as("the TV")
                .isFalse();
    }

    @Test
    void keepsTheGatewaysOwnServicesClosed() {
        lab.dials("friend", tomodati);
        lab.dials("friend2", other);
        lab.routesTheWholeLan("friend2");

        assertThat(lab.pings("friend", tomodati.gatewayAddress()))
                .as("ping to his tunnel's other end")
                .isTrue();
        for (String address : new String[] {tomodati.gatewayAddress(), Lab.GATEWAY, other.gatewayAddress()}) {
            lab.on("friend", "ip", "route", "replace", address, "dev", "tun0").orFail();
            assertThat(lab.fetches("friend", "https://" + address + ":8443/"))
                    .as(address + " admin page")
                    .isFalse();
            assertThat(lab.fetches("friend", "http://" + address + ":2222/"))
                    .as(address + " ssh")
                    .isFalse();
        }
        assertThat(lab.pings("friend", Lab.GATEWAY))
                .as("ping to the gateway's address in the LAN")
                .isFalse();
        assertThat(lab.pings("friend", other.gatewayAddress()))
                .as("ping to another tunnel's gateway")
                .isFalse();
    }

    @Test
    void keepsFriendsFromEachOtherAndForgedSourcesOut() {
        lab.dials("friend", tomodati);
        lab.dials("friend2", other);
        lab.on("friend", "ip", "route", "replace", other.friendAddress(), "dev", "tun0")
                .orFail();
        lab.on("friend2", "ip", "address", "add", Lab.TV + "/32", "dev", "tun0").orFail();

        assertThat(lab.pings("friend", other.friendAddress()))
                .as("another friend")
                .isFalse();
        assertThat(lab.pings("friend2", Lab.NAS, "-I", Lab.TV))
                .as("a source of the LAN")
                .isFalse();
        assertThat(lab.pings("friend2", Lab.NAS)).as("his own source").isTrue();
    }

    @Test
    void carriesFullSizePacketsWithoutFragmentingBothWays() {
        lab.dials("friend2", other);

        // 1500 bytes with the headers of IPv4 and ICMP; the answer is as large.
        assertThat(lab.pings("friend2", other.gatewayAddress(), "-M", "do", "-s", "1472"))
                .isTrue();
        assertThat(lab.pings("friend2", Lab.NAS, "-M", "do", "-s", "1472")).isTrue();
        assertThat(lab.pings("friend2", Lab.NAS, "-M", "do", "-s", "1473"))
                .as("one byte too many")
                .isFalse();
    }

    @Test
    void carriesEthernetFramesUnderTheSamePolicy() throws IOException {
        Process client = lab.start(
                "friend",
                lab.state().resolve("tap.log"),
                ssh("friend", "-N", "-o", "Tunnel=ethernet", "-w", "3:" + tomodati.unit()));
        try {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> lab.on("friend", "ip", "link", "show", "tap3").ok());
            lab.on("friend", "ip", "address", "add", tomodati.friendAddress() + "/30", "dev", "tap3")
                    .orFail();
            lab.on("friend", "ip", "link", "set", "tap3", "up").orFail();
            lab.on("friend", "ip", "route", "replace", "192.168.100.0/24", "via", tomodati.gatewayAddress())
                    .orFail();

            await().atMost(Duration.ofSeconds(20)).until(() -> lab.pings("friend", tomodati.gatewayAddress()));
            assertThat(lab.fetches("friend", "http://" + Lab.NAS + "/")).isTrue();
            assertThat(lab.pings("friend", tomodati.gatewayAddress(), "-M", "do", "-s", "1472"))
                    .isTrue();
            assertThat(lab.fetches("friend", "http://" + Lab.TV + "/"))
                    .as("the TV")
                    .isFalse();
            assertThat(lab.pings("friend", Lab.GATEWAY))
                    .as("ping to the gateway's address in the LAN")
                    .isFalse();
            Run arp = lab.on("friend", "ip", "neigh", "show", "dev", "tap3");
            assertThat(arp.output()).contains(tomodati.gatewayAddress());
        } finally {
            client.destroy();
            lab.on("friend", "ip", "route", "del", "192.168.100.0/24");
        }
    }

    @Test
    void carriesOnWhileTheKeysAreRenewedAgainAndAgain() throws Exception {
        Path log = lab.state().resolve("rekeying.log");
        Process client =
                lab.start("friend2", log, ssh("friend2", "-v", "-N", "-o", "RekeyLimit=1M", "-w", "4:" + other.unit()));
        try {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> lab.on("friend2", "ip", "link", "show", "tun4").ok());
            lab.on(
                            "friend2",
                            "ip",
                            "address",
                            "add",
                            other.friendAddress(),
                            "peer",
                            other.gatewayAddress(),
                            "dev",
                            "tun4")
                    .orFail();
            lab.on("friend2", "ip", "link", "set", "tun4", "up").orFail();
            lab.on("friend2", "ip", "route", "replace", Lab.NAS, "dev", "tun4").orFail();
            await().atMost(Duration.ofSeconds(20)).until(() -> lab.pings("friend2", Lab.NAS));

            CompletableFuture<Run> down =
                    CompletableFuture.supplyAsync(() -> megabytes("socat -u TCP:%s:19 - | head -c 30M"));
            Run up = megabytes("head -c 30M /dev/zero | socat -u - TCP:%s:9");
            assertThat(up.exitCode()).as("30 MB to the NAS").isZero();
            assertThat(down.join().output()).as("30 MB from the NAS").contains("31457280");
            assertThat(Files.readString(log).split("SSH2_MSG_NEWKEYS received", -1))
                    .hasSizeGreaterThan(20);
            assertUnharmed();
        } finally {
            client.destroy();
        }
    }

    /// Moves much data to or from the NAS and prints how many bytes came.
    private static Run megabytes(String transfer) {
        return lab.on("friend2", "bash", "-c", transfer.formatted(Lab.NAS) + " | wc -c");
    }

    /// Moves random bytes to the NAS and back, and compares.
    private static void assertUnharmed() throws Exception {
        Path random = lab.state().resolve("nas/www/random");
        lab.on("nas", "bash", "-c", "head -c 20M /dev/urandom >" + random).orFail();
        assertThat(compared("curl -s http://%s/random | cmp - %s".formatted(Lab.NAS, random)))
                .as("20 MB of random bytes from the NAS")
                .isTrue();
        Process receiver = lab.start(
                "nas",
                lab.state().resolve("receiver.log"),
                "bash",
                "-o",
                "pipefail",
                "-c",
                "socat -u TCP-LISTEN:7777 - | cmp - " + random);
        assertThat(compared("socat -u FILE:%s TCP:%s:7777,retry=20,interval=0.2".formatted(random, Lab.NAS)))
                .isTrue();
        assertThat(receiver.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(receiver.exitValue()).as("20 MB of random bytes to the NAS").isZero();
    }

    private static boolean compared(String command) {
        return lab.on("friend2", "bash", "-o", "pipefail", "-c", command).ok();
    }

    @Test
    void endsTheTunnelOfAFriendWhoIsRemoved() {
        Admitted guest = lab.admit("guest", "hop", "--allow", Lab.NAS);
        lab.dials("hop", guest);
        assertThat(lab.pings("hop", Lab.NAS)).isTrue();

        lab.genkan("friend", "remove", "guest").orFail();

        assertThat(lab.pings("hop", Lab.NAS)).isFalse();
        assertThat(lab.on("gateway", "ip", "link", "show", "tun" + guest.unit()).ok())
                .as("his device")
                .isFalse();
        assertThat(lab.on("gateway", "nft", "list", "ruleset").orFail()).doesNotContain("guest");
        lab.hangsUp("hop");
    }

    @Test
    void letsTheNewestConnectionWin() throws IOException {
        lab.dials("friend", tomodati);
        String first = originOf("tomodati");

        // The first client is still there; another computer dials with a copy of its key.
        Process second = lab.start(
                "friend2", lab.state().resolve("second.log"), ssh("friend", "-N", "-w", "9:" + tomodati.unit()));
        try {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !originOf("tomodati").equals(first));
            assertThat(originOf("tomodati")).startsWith("203.0.113.11:");
            assertThat(second.isAlive()).isTrue();
        } finally {
            second.destroy();
        }
    }

    /// A plain client that knows nothing but a key and where to go.
    private static String[] ssh(String keyOf, String... options) {
        List<String> command = new ArrayList<>(List.of(
                "ssh",
                "-F",
                "/dev/null",
                "-i",
                lab.state().resolve(keyOf).resolve("id_ed25519").toString(),
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "ExitOnForwardFailure=yes",
                "-p",
                "2222"));
        command.addAll(List.of(options));
        command.add("x@" + Lab.ROUTER_OUTSIDE);
        return command.toArray(String[]::new);
    }

    @Test
    void countsWhatPasses() {
        lab.dials("friend2", other);
        lab.pings("friend2", Lab.NAS, "-s", "1000");

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            var tunnel = lab.status().path("tunnels").get(0);
            assertThat(tunnel.path("friend").asString()).isEqualTo("other");
            assertThat(tunnel.path("bytesFromFriend").asLong()).isGreaterThan(3 * 1028);
            assertThat(tunnel.path("bytesToFriend").asLong()).isGreaterThan(3 * 1028);
        });
    }

    private static String originOf(String friend) {
        for (var tunnel : lab.status().path("tunnels")) {
            if (tunnel.path("friend").asString().equals(friend)) {
                return tunnel.path("origin").asString();
            }
        }
        return "nobody";
    }
}
