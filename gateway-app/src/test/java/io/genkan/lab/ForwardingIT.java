package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// TCP connections for friends without a tunnel, by the stock client's `-L`, `-D`, `-W` and `-J`.
class ForwardingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NAS_PAGE = "http://" + Lab.NAS + "/";

    private static Lab lab;

    @BeforeAll
    static void raise() {
        lab = Lab.raise();
        lab.admit("tomodati", "friend", "--allow", Lab.NAS);
        lab.admit("other", "friend2", "--allow", "0.0.0.0/0");
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @Test
    void reachesWhatThePolicyNamesAndIsShown() {
        try (StockClient client = start("friend", "-N", "-L", "5001:" + Lab.NAS + ":80", "-D", "5003")) {
            client.awaitWords("Authenticated to");
            await().atMost(PATIENCE).until(() -> lab.fetches("friend", "http://127.0.0.1:5001/"));
            assertThat(socks("friend", NAS_PAGE).ok()).isTrue();
            assertThat(socks("friend", "http://" + Lab.TV + "/").ok()).isFalse();
            assertThat(client.said()).contains(Lab.TV + ":80 is not among what you may reach.");

            Process idle = open("friend", "bash", "-c", "exec cat 3<>/dev/tcp/127.0.0.1/5001 <&3");
            await().atMost(PATIENCE).until(() -> !shown("tomodati").isEmpty());
            assertThat(shown("tomodati")).containsExactly(Lab.NAS + ":80");
            idle.destroy();
            await().atMost(PATIENCE).until(() -> shown("tomodati").isEmpty());
            assertThat(client.isRunning()).isTrue();
        }
    }

    /// A request and a half-closed connection one way, all of the answer the other.
    @Test
    void carriesAnEndOfInputOneWayAtATime() {
        Run run = lab.onWithInput(
                "friend",
                "GET / HTTP/1.0\r\n\r\n",
                command("friend", "-W", Lab.NAS + ":80", "x@" + Lab.ROUTER_OUTSIDE));
        assertThat(run.output()).contains("200 OK");
    }

    @Test
    void carriesMuchBothWaysUnharmed() throws IOException {
        String text = "0123456789abcdef".repeat(512 * 1024);
        Path sent = Files.writeString(lab.state().resolve("friend/much"), text);
        Run run = lab.on(
                "friend",
                "sh",
                "-c",
                "exec " + String.join(" ", command("friend", "-W", Lab.NAS + ":7", "x@" + Lab.ROUTER_OUTSIDE)) + " <"
                        + sent + " | cmp - " + sent);
        assertThat(run.orFail()).doesNotContain("differ");
    }

    @Test
    void isTheWayForAJump() throws IOException {
        Path config =
                Files.writeString(lab.state().resolve("friend/jump_config"), """
                Host *
                    IdentityFile %s
                    IdentitiesOnly yes
                    StrictHostKeyChecking no
                    UserKnownHostsFile /dev/null
                """.formatted(lab.privateKeyOf("friend")));
        Run run = lab.on(
                "friend",
                "ssh",
                "-n",
                "-F",
                config.toString(),
                "-p",
                "80",
                "-J",
                "x@" + Lab.ROUTER_OUTSIDE + ":2222",
                "x@" + Lab.NAS);
        // The web page is no SSH server, but the connection gets there.
        assertThat(run.output()).doesNotContain("open failed");
    }

    /// `other` may reach every address there is, as far as his policy goes.
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 2222",
        "localhost, 8443",
        Lab.GATEWAY + ", 2222",
        Lab.GATEWAY + ", 8443",
        "192.168.100.255, 80",
        "203.0.113.20, 22",
        "203.0.113.10, 80",
        "0.0.0.0, 2222",
        "::1, 2222",
        "::ffff:127.0.0.1, 2222",
        "2130706433, 2222",
        "www.example.com, 80"
    })
    void neverReachesTheGatewayNorAnybodyOutsideTheHome(String host, int port) {
        Run run = lab.on("friend2", command("friend2", "-W", "[" + host + "]:" + port, "x@" + Lab.ROUTER_OUTSIDE));
        assertThat(run.ok()).isFalse();
        assertThat(run.output())
                .containsAnyOf("is not among what you may reach.", "is no address, and no name that this home knows.");
    }

    @Test
    void saysThatAHostDoesNotAnswer() {
        Run run = lab.on("friend", command("friend", "-W", Lab.NAS + ":4", "x@" + Lab.ROUTER_OUTSIDE));
        assertThat(run.output()).contains(Lab.NAS + ":4 does not answer.");
    }

    @Test
    void endsWithTheFriend() throws Exception {
        Path key = lab.privateKeyOf("hop");
        lab.admit("guest", "hop", "--allow", Lab.NAS);
        try (StockClient client = StockClient.start(lab, "hop", key, "-N", "-L", "5001:" + Lab.NAS + ":19")) {
            client.awaitWords("Authenticated to");
            Process download = open("hop", "bash", "-c", "exec cat 3<>/dev/tcp/127.0.0.1/5001 <&3 >/dev/null");
            await().atMost(PATIENCE).until(() -> bytesOf("guest") > 1_000_000);

            lab.genkan("friend", "remove", "guest").orFail();

            assertThat(client.awaitEnd()).isNotZero();
            assertThat(download.waitFor(PATIENCE)).isTrue();
            assertThat(shown("guest")).isEmpty();
        }
    }

    /// In his text if he has it open, else by the end of his connection; in both cases he is not left to guess.
    @ParameterizedTest
    @CsvSource({"-T, true", "-N, false"})
    void tellsWhyAConnectionIsTakenBack(String how, boolean stays) throws Exception {
        String name = "taken" + how.charAt(1);
        Path key = lab.makeKey("hop", name);
        lab.admit(name, key.resolveSibling(name + ".pub"), "--allow", Lab.NAS + ":19");
        try (StockClient client = StockClient.start(lab, "hop", key, how, "-L", "5002:" + Lab.NAS + ":19")) {
            client.awaitWords(how.equals("-T") ? "Press Ctrl-C" : "Authenticated to");
            Process download = open("hop", "bash", "-c", "exec cat 3<>/dev/tcp/127.0.0.1/5002 <&3 >/dev/null");
            await().atMost(PATIENCE).until(() -> bytesOf(name) > 1_000_000);

            lab.genkan("friend", "set", name, "--allow", Lab.TV).orFail();

            assertThat(download.waitFor(PATIENCE)).isTrue();
            client.awaitWords(Lab.NAS + ":19 is not among what you may reach.");
            assertThat(shown(name)).isEmpty();
            if (stays) {
                assertThat(client.isRunning()).isTrue();
            } else {
                assertThat(client.awaitEnd()).isNotZero();
            }
        }
    }

    private static List<String> shown(String friend) {
        return forwardingsOf(friend).stream()
                .map(forwarding -> forwarding.path("destination").asString())
                .toList();
    }

    private static long bytesOf(String friend) {
        return forwardingsOf(friend).stream()
                .mapToLong(forwarding -> forwarding.path("bytesToFriend").asLong())
                .sum();
    }

    private static List<JsonNode> forwardingsOf(String friend) {
        return lab.status()
                .path("forwardings")
                .valueStream()
                .filter(forwarding -> forwarding.path("friend").asString().equals(friend))
                .toList();
    }

    private static Process open(String host, String... command) {
        try {
            return lab.start(host, lab.state().resolve(host).resolve("opened.log"), command);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Run socks(String host, String url) {
        return lab.on(host, "curl", "-sS", "-f", "--max-time", "5", "-x", "socks5://127.0.0.1:5003", url);
    }

    /// The stock client that reads its input, without anything that the shell would change.
    private static String[] command(String host, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "ssh",
                "-F",
                "/dev/null",
                "-i",
                lab.privateKeyOf(host).toString(),
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-p",
                "2222"));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    private static StockClient start(String host, String... arguments) {
        return StockClient.start(lab, host, lab.privateKeyOf(host), arguments);
    }
}
