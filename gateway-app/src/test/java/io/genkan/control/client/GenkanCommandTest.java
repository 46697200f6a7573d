package io.genkan.control.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.control.ControlSocket;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class GenkanCommandTest {
    private static final String KEY = "ssh-ed25519 AAAA taro@laptop\n";

    @TempDir
    private Path data;

    private final List<String> started = new ArrayList<>();

    /// What came of a command line.
    private record Outcome(int exitCode, String out, String err) {}

    @Test
    void startsTheGatewayWithWhatWasGiven() throws IOException {
        Path config = Files.writeString(data.resolve("genkan.yaml"), "genkan: {}\n");
        assertThat(run("run", "--data", data.toString(), "--config", config.toString())
                        .exitCode())
                .isEqualTo(7);
        assertThat(run("run", "--data", data.toString()).exitCode()).isEqualTo(7);
        assertThat(run("run", "--until-ready", "--data", data.toString()).exitCode())
                .isEqualTo(7);
        assertThat(started)
                .containsExactly(
                        data + " Optional[" + config + "]",
                        data + " Optional.empty",
                        data + " Optional.empty until ready");
    }

    @Test
    void doesNotStartWithAConfigurationThatIsNotThere() {
        Outcome outcome = run(
                "run",
                "--data",
                data.toString(),
                "--config",
                data.resolve("none.yaml").toString());
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("none.yaml is not there or not readable");
        assertThat(started).isEmpty();
    }

    @Test
    void doesNotStartWhereAGatewayIsRunning() throws Exception {
        try (var _ = new Answering("{}")) {
            Outcome outcome = run("run", "--data", data.toString());
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.err()).contains("A gateway is running on " + data + " already.");
        }
        assertThat(started).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "juggle",
                "friend",
                "friend dance",
                "friend add",
                "friend add Taro",
                "friend add --key x",
                "friend add Taro Jiro --key x",
                "friend add Taro --key x --allow",
                "friend add Taro --key x --xyzzy",
                "friend remove",
                "friend remove Taro Jiro",
                "friend why Taro",
                "friend why Taro 192.168.100.10:80 more",
                "invite",
                "invite Taro Jiro",
                "invitation",
                "invitation withdraw",
                "pending 1",
                "admit",
                "decline",
                "notify",
                "notify set --url",
                "notify test more",
                "lan more",
                "lan bridge",
                "lan bridge make --seconds",
                "lan bridge undo more",
                "status --nonsense",
                "status more",
                "run --data",
                "run more",
                "owner",
                "owner password secret"
            })
    void refusesWhatItDoesNotUnderstand(String line) {
        Outcome outcome = run(line.isEmpty() ? new String[0] : line.split(" ", -1));
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("Usage: genkan").doesNotContain("Exception");
        assertThat(started).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "friend --help",
                "friend add --help",
                "run --help",
                "invite -h",
                "admit -h",
                "status -h",
                "lan -h",
                "lan bridge make -h",
                "owner password -h",
                "audit -h",
                "audit keep -h",
                "backup -h",
                "restore -h"
            })
    void explainsItself(String line) {
        Outcome outcome = run(line.split(" ", -1));
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("Usage: genkan");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void refusesToRestoreWhatIsNoBackup() throws IOException {
        Path file = Files.writeString(data.resolve("no-backup.zip"), "PK");
        Path fresh = data.resolve("fresh");
        for (String name : List.of(file.toString(), "no-such-file")) {
            Outcome outcome = run("restore", name, "--data", fresh.toString());
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).doesNotContain("Exception").isNotBlank();
        }
        assertThat(fresh.resolve("db/genkan.mv.db")).doesNotExist();
    }

    @Test
    void saysThatNoGatewayIsRunning() throws IOException {
        Path stale = Files.createDirectories(data.resolve("stale"));
        Files.createDirectories(stale.resolve("run"));
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(ControlSocket.address(stale));
        }
        for (Path directory : List.of(data, data.resolve("missing"), stale)) {
            for (String command :
                    List.of("status", "friend list", "friend remove Taro", "backup", "audit", "audit keep 7")) {
                List<String> arguments = new ArrayList<>(Arrays.asList(command.split(" ", -1)));
                arguments.addAll(List.of("--data", directory.toString()));
                Outcome outcome = run(arguments.toArray(String[]::new));
                assertThat(outcome.exitCode()).isEqualTo(1);
                assertThat(outcome.out()).isEmpty();
                assertThat(outcome.err())
                        .isEqualTo("No gateway is running on " + directory + ". Start it with: genkan run --data "
                                + directory + "\n");
            }
        }
    }

    @Test
    void sendsAFriendAndPrintsTheAnswer() throws Exception {
        Path key = Files.writeString(data.resolve("taro.pub"), KEY);
        try (var gateway = new Answering("{\"ok\":true,\"text\":\"Taro is added.\",\"data\":{\"unit\":7}}")) {
            Outcome outcome = run(
                    "friend",
                    "add",
                    "Taro",
                    "--key",
                    key.toString(),
                    "--allow",
                    "192.168.100.10:80",
                    "--allow",
                    "192.168.100.11",
                    "--unit",
                    "7",
                    "--data",
                    data.toString());
            assertThat(outcome).isEqualTo(new Outcome(0, "Taro is added.\n", ""));
            assertThat(gateway.line.get())
                    .contains(
                            "\"command\":\"friend add\"",
                            "\"name\":[\"Taro\"]",
                            "\"allow\":[\"192.168.100.10:80\",\"192.168.100.11\"]",
                            "\"unit\":[\"7\"]",
                            "\"key\":[\"ssh-ed25519 AAAA taro@laptop\\n\"]");
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, 1"})
    void tellsByItsExitStatusWhetherSomethingWouldPass(boolean passes, int exitCode) throws Exception {
        String data = "{\"passes\":" + passes + ",\"text\":\"words\"}";
        try (var gateway = new Answering("{\"ok\":true,\"text\":\"words\",\"data\":" + data + "}")) {
            assertThat(run("friend", "why", "Taro", "192.168.100.10:80", "--data", this.data.toString()))
                    .isEqualTo(new Outcome(exitCode, "words\n", ""));
            assertThat(gateway.line.get())
                    .contains("\"command\":\"friend why\"", "\"name\":[\"Taro\"]", "\"where\":[\"192.168.100.10:80\"]");
        }
    }

    @Test
    void sendsForHowLongABridgeIsOnTrial() throws Exception {
        try (var gateway = new Answering("{\"ok\":true,\"text\":\"\",\"data\":{}}")) {
            run("lan", "bridge", "make", "--seconds", "30", "--data", data.toString());
            assertThat(gateway.line.get()).contains("\"command\":\"lan bridge make\"", "\"seconds\":[\"30\"]");
        }
    }

    @Test
    void readsAKeyFromStandardInput() throws Exception {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(KEY.getBytes(StandardCharsets.UTF_8)));
        try (var gateway = new Answering("{\"ok\":true,\"text\":\"\",\"data\":{}}")) {
            run("friend", "add", "Taro", "--key", "-", "--data", data.toString());
            assertThat(gateway.line.get()).contains("taro@laptop");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void answersProgramsInJson() throws Exception {
        try (var _ = new Answering("{\"ok\":true,\"text\":\"words\",\"data\":{\"unit\":7}}")) {
            assertThat(run("status", "--json", "--data", data.toString()))
                    .isEqualTo(new Outcome(0, "{\"unit\":7}\n", ""));
        }
        try (var _ = new Answering("{\"ok\":false,\"text\":\"no “x”\",\"data\":null}")) {
            assertThat(run("status", "--json", "--data", data.toString()))
                    .isEqualTo(new Outcome(1, "{\"error\":\"no “x”\"}\n", ""));
        }
    }

    @Test
    void saysWhyTheGatewayRefused() throws Exception {
        try (var _ = new Answering("{\"ok\":false,\"text\":\"You have no friend called Taro.\",\"data\":null}")) {
            assertThat(run("friend", "remove", "Taro", "--data", data.toString()))
                    .isEqualTo(new Outcome(1, "", "You have no friend called Taro.\n"));
        }
    }

    @Test
    void saysThatTheGatewayHungUp() throws Exception {
        try (var _ = new Answering(null)) {
            Outcome outcome = run("status", "--data", data.toString());
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.err()).contains("hung up without an answer");
        }
    }

    @Test
    void saysWhatIsWrongWithAKeyFile() throws IOException {
        Path huge = Files.write(data.resolve("huge"), new byte[100_000]);
        Path binary = Files.write(data.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertKeyRefused(data.resolve("none.pub").toString(), "There is no file");
        assertKeyRefused(data.toString(), "is a directory");
        assertKeyRefused(huge.toString(), "is too large to be a public key");
        assertKeyRefused(binary.toString(), "is not a text file");
    }

    private void assertKeyRefused(String file, String words) {
        Outcome outcome = run("friend", "add", "Taro", "--key", file, "--data", data.toString());
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains(file, words).doesNotContain("Exception");
    }

    private Outcome run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int exitCode = GenkanCommand.execute(this::start, arguments);
            return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }

    private int start(Path directory, Optional<Path> config, boolean untilReady) {
        started.add(directory + " " + config + (untilReady ? " until ready" : ""));
        return 7;
    }

    /// A gateway that answers one line.
    private final class Answering implements AutoCloseable {
        final CompletableFuture<String> line = new CompletableFuture<>();
        private final ServerSocketChannel server;

        /// @param answer what it answers; null means that it hangs up
        Answering(@Nullable String answer) throws IOException {
            Files.createDirectories(data.resolve("run"));
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(ControlSocket.address(data));
            Thread.ofVirtual().start(() -> serve(answer));
        }

        private void serve(@Nullable String answer) {
            try (SocketChannel caller = server.accept()) {
                line.complete(new BufferedReader(Channels.newReader(caller, StandardCharsets.UTF_8)).readLine());
                if (answer != null) {
                    caller.write(ByteBuffer.wrap((answer + "\n").getBytes(StandardCharsets.UTF_8)));
                }
            } catch (IOException e) {
                line.completeExceptionally(e);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            Files.deleteIfExists(ControlSocket.path(data));
        }
    }
}
