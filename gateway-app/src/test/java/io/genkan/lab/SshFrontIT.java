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
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the stock client can ask of the gateway beyond a tunnel, all of which is refused with words that it shows,
/// while another friend's tunnel goes on; and what a session beside a tunnel is like.
class SshFrontIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CTRL_C = 3;
    private static final String NAS_PAGE = "http://" + Lab.NAS + "/";

    private static Lab lab;
    private static Admitted tomodati;
    private static Admitted other;

    @BeforeAll
    static void raise() {
        lab = Lab.raise();
        tomodati = lab.admit("tomodati", "friend", "--allow", Lab.NAS);
        other = lab.admit("other", "friend2", "--allow", Lab.NAS);
        lab.dials("friend2", other);
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @AfterEach
    void theOtherFriendsTunnelGoesOn() {
        assertThat(lab.fetches("friend2", NAS_PAGE))
                .as("the other friend's tunnel")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PreferredAuthentications=password",
                "PreferredAuthentications=keyboard-interactive",
                "PreferredAuthentications=none",
                "PreferredAuthentications=hostbased,gssapi-with-mic",
                "PreferredAuthentications=publickey"
            })
    void refusesWhoHasNoKeyOfAFriendWithoutAHint(String option) {
        // The hop's key is nobody's here.
        List<String> answers = new ArrayList<>();
        withoutChildProcesses(() -> {
            for (String user : List.of("tomodati", "root", "nobody-of-this-name")) {
                Run run = client("hop", "-v", "-o", option, "-N", user + "@" + Lab.ROUTER_OUTSIDE);
                assertThat(run.ok()).isFalse();
                assertThat(run.output().lines().filter(line -> line.contains("that can continue")))
                        .allMatch(line -> line.endsWith("continue: publickey"));
                answers.add(StockClient.withoutDebug(run.output()).replace(user, "USER"));
            }
        });
        assertThat(answers).containsOnly("USER@" + Lab.ROUTER_OUTSIDE + ": Permission denied (publickey).");
    }

    @Test
    void runsNoCommandAndMovesNoFile() throws IOException {
        Path file = Files.writeString(lab.state().resolve("friend/file"), "hello");
        Path target = lab.state().resolve("friend/arrived");
        String remote = "x@" + Lab.ROUTER_OUTSIDE + ":" + target;
        withoutChildProcesses(() -> {
            for (String command : List.of("id", "status; id", "$(id)", "why", "why x y", "help me", "a".repeat(5000))) {
                Run run = client("friend", "x@" + Lab.ROUTER_OUTSIDE, command);
                assertThat(run.output())
                        .contains(command.startsWith("why") ? "Ask like this: why" : "You can ask this gateway:");
                assertThat(run.output()).doesNotContain("uid=");
                assertThat(run.exitCode()).as(command).isEqualTo(2);
            }
            refused("You can ask this gateway:", client("friend", "-t", "x@" + Lab.ROUTER_OUTSIDE, "id"));
            refused("subsystem request failed on channel 0", client("friend", "-s", "x@" + Lab.ROUTER_OUTSIDE, "sftp"));
            refused("subsystem request failed on channel 0", copy("scp", file.toString(), remote));
            assertThat(copy("scp", "-O", file.toString(), remote).ok()).isFalse();
            refused("subsystem request failed on channel 0", copy("sftp", remote));
        });
        assertThat(target).doesNotExist();
    }

    @Test
    void answersWhatAFriendMayAsk() {
        withoutChildProcesses(() -> {
            assertThat(asks("help").orFail()).contains("You can ask this gateway:", "nothing is ever executed");
            assertThat(asks("devices").orFail()).contains(Lab.NAS).doesNotContain(Lab.TV);
            assertThat(asks("status").orFail()).contains("You are tomodati", "Nothing is open.");
            assertThat(asks("config").orFail()).contains("ssh -N -w " + tomodati.unit() + ":" + tomodati.unit());
            assertThat(asks("why", Lab.NAS + ":80").orFail()).contains("Yes: the line " + Lab.NAS);
            assertThat(asks("why", Lab.TV + ":80").exitCode()).isEqualTo(1);
            assertThat(asks("why", Lab.TV + ":80").output()).contains("is not among what you may reach.");
            assertThat(asks("why", Lab.GATEWAY + ":8443").exitCode()).isEqualTo(1);
        });
    }

    /// The owner's question, with the friend's answer.
    @Test
    void tellsTheOwnerWhetherSomethingWouldPass() {
        Run yes = why("tomodati", Lab.NAS + ":80");
        assertThat(yes.orFail()).contains("Yes. The line " + Lab.NAS);
        Run no = why("tomodati", Lab.TV + ":80");
        assertThat(no.exitCode()).isEqualTo(1);
        assertThat(no.output()).contains("No. Your friend would read: “" + Lab.TV + ":80 is not among");
        assertThat(why("tomodati", Lab.GATEWAY + ":8443").output()).contains("is not another device of the home");
        assertThat(why("tomodati", "nas").output()).contains("“nas” is not an address");
        assertThat(why("nobody", Lab.NAS + ":80").exitCode()).isEqualTo(1);
        assertThat(lab.genkan("friend", "why", "tomodati", Lab.TV + ":80", "--json")
                        .output())
                .contains("\"passes\":false");
        lab.genkan("friend", "disable", "tomodati").orFail();
        assertThat(why("tomodati", Lab.NAS + ":80").output()).contains("has switched your access off");
        lab.genkan("friend", "enable", "tomodati").orFail();
    }

    private static Run why(String friend, String where) {
        return lab.genkan("friend", "why", friend, where);
    }

    @Test
    void answersInTheFriendsLanguageAndTakesNoOtherVariable() {
        Run run = client("friend", "-o", "SetEnv=LANG=ja_JP.UTF-8 PATH=/x", "x@" + Lab.ROUTER_OUTSIDE, "help");
        assertThat(run.orFail()).contains("コマンドは一切実行されません。");
    }

    private static Run asks(String... words) {
        List<String> arguments = new ArrayList<>(List.of("x@" + Lab.ROUTER_OUTSIDE));
        arguments.addAll(List.of(words));
        return client("friend", arguments.toArray(String[]::new));
    }

    @Test
    void listensForNobody() {
        withoutChildProcesses(() -> {
            refused(
                    "remote port forwarding failed for listen port 5555",
                    client("friend", "-N", "-R", "5555:" + Lab.NAS + ":80"));
            refused("remote port forwarding failed for listen port 0", client("friend", "-N", "-R", "0"));
            refused(
                    "remote port forwarding failed for listen path /tmp/genkan-socket",
                    client("friend", "-N", "-R", "/tmp/genkan-socket:" + Lab.NAS + ":80"));
        });
    }

    @Test
    void connectsToNothingThatThePolicyDoesNotNameBesideATunnelThatGoesOn() {
        try (StockClient client = start(
                "-N",
                "-w",
                "0:" + tomodati.unit(),
                "-L",
                "5001:" + Lab.TV + ":80",
                "-L",
                "5002:/run/genkan-no-socket",
                "-D",
                "5003")) {
            client.awaitTunnel();
            lab.setsUp("friend", "tun0", tomodati);
            assertThat(lab.fetches("friend", NAS_PAGE)).isTrue();

            withoutNewChildProcesses(() -> {
                assertThat(lab.fetches("friend", "http://127.0.0.1:5001/"))
                        .as("-L")
                        .isFalse();
                assertThat(lab.fetches("friend", "http://127.0.0.1:5002/"))
                        .as("-L to a socket")
                        .isFalse();
                assertThat(lab.on(
                                        "friend",
                                        "curl",
                                        "-sS",
                                        "--max-time",
                                        "2",
                                        "-x",
                                        "socks5://127.0.0.1:5003",
                                        "http://" + Lab.TV + "/")
                                .ok())
                        .as("-D")
                        .isFalse();
            });

            assertThat(client.said().lines().filter(line -> line.contains("open failed")))
                    .hasSize(3);
            assertThat(client.isRunning()).isTrue();
            assertThat(lab.fetches("friend", NAS_PAGE)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "point-to-point, OTHER, This tunnel number belongs to another key. Use the number in what the owner gave you",
        "point-to-point, 0, This tunnel number belongs to another key.",
        "point-to-point, 999999, This tunnel request makes no sense here.",
        "ethernet, OTHER, This tunnel number belongs to another key."
    })
    void refusesOtherTunnelsThanHisOwn(String kind, String unit, String words) {
        String wish = unit.replace("OTHER", Integer.toString(other.unit()));
        withoutChildProcesses(() -> {
            Run run = client("friend", "-N", "-o", "Tunnel=" + kind, "-w", "0:" + wish);
            refused(words, run);
            refused("Tunnel forwarding failed", run);
            assertThat(run.output()).as("escaped bytes").doesNotContain("\\3");
        });
    }

    /// The key says which unit is his, so a client may leave the choice to the gateway.
    @Test
    void givesHisOwnUnitToWhoAsksForAny() {
        try (StockClient client = start("-N", "-w", "0:any")) {
            client.awaitTunnel();
            lab.setsUp("friend", "tun0", tomodati);
            assertThat(lab.fetches("friend", NAS_PAGE)).isTrue();
            assertThat(lab.on("gateway", "ip", "link", "show", "tun" + tomodati.unit())
                            .ok())
                    .isTrue();
        }
    }

    @Test
    void refusesASecondTunnelInOneSession() {
        Run run = lab.on(
                "friend",
                Application.java(),
                "-cp",
                System.getProperty("java.class.path"),
                TwoTunnels.class.getName(),
                lab.privateKeyOf("friend").toString(),
                Lab.ROUTER_OUTSIDE,
                "2222",
                Integer.toString(tomodati.unit()));
        assertThat(run.orFail().lines())
                .containsSubsequence(
                        "first: open",
                        "second: There is a tunnel in this connection already.",
                        "the first is still open");
    }

    @Test
    void showsATextBesideTheTunnelUntilCtrlC() {
        try (StockClient client =
                start("-tt", "-o", "SetEnv=GENKAN_TEST=1", "-o", "SendEnv=LANG PATH", "-w", "0:" + tomodati.unit())) {
            client.awaitTunnel().awaitWords("Press Ctrl-C to leave.");
            lab.setsUp("friend", "tun0", tomodati);
            assertThat(client.said())
                    .contains("Welcome, tomodati.", "You may reach " + Lab.NAS, tomodati.friendAddress());
            assertThat(lab.fetches("friend", NAS_PAGE)).isTrue();
            client.type('x');
            assertThat(lab.fetches("friend", NAS_PAGE)).isTrue();
            assertThat(client.isRunning()).isTrue();

            client.type(CTRL_C);
            assertThat(client.awaitEnd()).as("exit code").isZero();
        }
        awaitNoDeviceOf(tomodati);
    }

    @Test
    void staysWithoutAnyInput() throws InterruptedException {
        try (StockClient client = start("-n", "-w", "0:" + tomodati.unit())) {
            client.awaitTunnel().awaitWords("Press Ctrl-C to leave.");
            lab.setsUp("friend", "tun0", tomodati);
            // Longer than the end of input takes to arrive.
            Thread.sleep(1000);
            assertThat(client.isRunning()).isTrue();
            assertThat(lab.fetches("friend", NAS_PAGE)).isTrue();
        }
    }

    @Test
    void showsTheTextWithoutATunnel() {
        withoutChildProcesses(() -> {
            try (StockClient client = start("-tt")) {
                client.awaitWords("Press Ctrl-C to leave.");
                client.type(CTRL_C);
                assertThat(client.awaitEnd()).isZero();
            }
        });
    }

    @Test
    void forwardsNeitherScreenNorAgent() {
        try (SecurityKeyAgent agent = new SecurityKeyAgent(
                lab.state().resolve("friend/agent"), SecurityKeyAgent.Kind.ED25519, SecurityKeyAgent.TOUCHED)) {
            withoutChildProcesses(() -> {
                try (StockClient client = start("-tt", "-X", "-A", "-o", agent.option())) {
                    client.awaitWords("Press Ctrl-C to leave.");
                    assertThat(client.log()).contains("Requesting authentication agent forwarding.");
                    assertThat(client.said()).contains("X11 forwarding request failed on channel 0");
                    assertThat(client.isRunning()).isTrue();
                }
            });
        }
    }

    @Test
    void tellsARemovedFriendWhyWithAndWithoutATunnel() {
        Admitted guest = lab.admit("guest", "hop", "--allow", Lab.NAS);
        Path key = lab.privateKeyOf("hop");
        try (StockClient idle = StockClient.start(lab, "hop", key, "-tt");
                StockClient tunnel = StockClient.start(lab, "hop", key, "-N", "-w", "3:" + guest.unit())) {
            idle.awaitWords("Press Ctrl-C to leave.");
            tunnel.awaitTunnel();

            lab.genkan("friend", "remove", "guest").orFail();

            assertThat(idle.awaitEnd()).isNotZero();
            assertThat(tunnel.awaitEnd()).isNotZero();
            for (StockClient client : List.of(idle, tunnel)) {
                assertThat(client.said())
                        .contains("Received disconnect from " + Lab.ROUTER_OUTSIDE + " port 2222:11: ")
                        .contains("The owner took this key back on ");
            }
        }
        refused("The owner took this key back on ", client("hop", "-N", "-w", "3:" + guest.unit()));
    }

    private static Run client(String host, String... arguments) {
        return StockClient.run(lab, host, lab.privateKeyOf(host), arguments);
    }

    private static StockClient start(String... arguments) {
        return StockClient.start(lab, "friend", lab.privateKeyOf("friend"), arguments);
    }

    /// Runs `scp` or `sftp`.
    private static Run copy(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                program,
                "-F",
                "/dev/null",
                "-i",
                lab.privateKeyOf("friend").toString(),
                "-P",
                "2222",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null"));
        command.addAll(List.of(arguments));
        return lab.on("friend", command.toArray(String[]::new));
    }

    private static void refused(String words, Run run) {
        assertThat(run.ok()).as(run.toString()).isFalse();
        assertThat(run.output()).contains(words);
    }

    private static void awaitNoDeviceOf(Admitted admitted) {
        await().atMost(PATIENCE)
                .until(() -> !lab.on("gateway", "ip", "link", "show", "tun" + admitted.unit())
                        .ok());
    }

    /// Runs something during which the gateway must not start a process. The kernel counts the page faults of children
    /// that have ended, and no program runs without one.
    private static void withoutChildProcesses(Runnable work) {
        // What an earlier test's tunnel needed may still be on its way out.
        awaitNoDeviceOf(tomodati);
        withoutNewChildProcesses(work);
    }

    /// After a tunnel has opened the home network is looked at once more, by programs of the system.
    private static void withoutNewChildProcesses(Runnable work) {
        AtomicReference<String> earlier = new AtomicReference<>("");
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            String now = children();
            return now.equals(earlier.getAndSet(now));
        });
        String before = children();
        work.run();
        assertThat(children()).as("children of the gateway").isEqualTo(before);
    }

    private static String children() {
        long pid = lab.processOf("gateway");
        String living = Run.of(List.of("pgrep", "-P", Long.toString(pid))).output();
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            // proc(5): cminflt is field 11; behind the name the first field is number 3.
            return "living: " + living.strip() + ", page faults of ended ones: " + fields[11 - 3];
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
