package io.genkan.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genkan.net.Attachment;
import io.genkan.net.BadInputException;
import io.genkan.net.IpPrefix;
import io.genkan.net.Mtu;
import io.genkan.net.TunnelPool;
import io.genkan.settings.CannotStartException;
import io.genkan.settings.GatewayProperties;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/// Over a real unix socket.
@Timeout(30)
class ControlServerTest {
    @TempDir
    private Path data;

    private ControlServer server;

    @BeforeEach
    void start() {
        server = server(data);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void carriesOutACommand() throws IOException {
        assertThat(ask("{\"command\":\"echo\",\"arguments\":{\"name\":[\"友達\",\"b\"]}}\n"))
                .isEqualTo("{\"ok\":true,\"text\":\"友達\",\"data\":[\"友達\",\"b\"]}\n");
    }

    @Test
    void wordsWhatItRefuses() throws IOException {
        assertThat(ask("{\"command\":\"refuse\",\"arguments\":{}}\n"))
                .isEqualTo("{\"ok\":false,\"text\":\"“x” is missing.\",\"data\":null}\n");
        assertThat(ask("{\"command\":\"echo\",\"arguments\":{}}\n")).contains("“name” is missing.");
        assertThat(ask("{\"command\":\"dance\",\"arguments\":{}}\n")).contains("There is no command “dance”.");
    }

    @Test
    void survivesACommandThatFails() throws IOException {
        assertThat(ask("{\"command\":\"fail\",\"arguments\":{}}\n")).contains("\"ok\":false", "its log says why");
        assertWorks();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "help",
                "GET / HTTP/1.1",
                "{",
                "}",
                "[]",
                "null",
                "1",
                "\"echo\"",
                "{}",
                "{\"command\":null,\"arguments\":{}}",
                "{\"command\":\"echo\"}",
                "{\"command\":\"echo\",\"arguments\":null}",
                "{\"command\":\"echo\",\"arguments\":[]}",
                "{\"command\":\"echo\",\"arguments\":{\"name\":null}}",
                "{\"command\":\"echo\",\"arguments\":{\"name\":[null]}}",
                "{\"command\":\"echo\",\"arguments\":{\"name\":[\"a\"]}} and more",
                "{\"command\":\"echo\",\"arguments\":{\"name\":[\"a\"]}",
                "\u0000\u0001\u0002"
            })
    void saysThatALineIsNoCommand(String line) throws IOException {
        assertThat(ask(line + "\n"))
                .isEqualTo("{\"ok\":false,\"text\":\"That was no command at all.\",\"data\":null}\n");
        assertWorks();
    }

    @Test
    void answersAnOverlongLineToItsEnd() throws IOException {
        String line = "{\"command\":\"echo\",\"arguments\":{\"name\":[\"" + "x".repeat(1_000_000) + "\"]}}\n";
        assertThat(ask(line)).contains("That was no command at all.");
        assertWorks();
    }

    @Test
    void takesALineOfTheGreatestLength() throws IOException {
        String before = "{\"command\":\"echo\",\"arguments\":{\"name\":[\"a\",\"";
        String after = "\"]}}";
        String line = before + "x".repeat(ControlSocket.LONGEST_LINE - 1 - before.length() - after.length()) + after;
        assertThat(ask(line + "\n")).startsWith("{\"ok\":true,\"text\":\"a\"");
    }

    @Test
    void survivesACallerWhoHangsUpInTheMiddle() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (SocketChannel caller = SocketChannel.open(ControlSocket.address(data))) {
                caller.write(ByteBuffer.wrap("{\"command\":\"ec".getBytes(StandardCharsets.UTF_8)));
            }
        }
        assertWorks();
    }

    @Test
    void isNotHeldUpByACallerWhoSaysNothing() throws IOException {
        try (SocketChannel silent = SocketChannel.open(ControlSocket.address(data));
                SocketChannel halfway = SocketChannel.open(ControlSocket.address(data))) {
            halfway.write(ByteBuffer.wrap("{".getBytes(StandardCharsets.UTF_8)));
            assertThat(silent.isConnected()).isTrue();
            assertWorks();
        }
    }

    @Test
    void answersFiftyCallersAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String line = "{\"command\":\"echo\",\"arguments\":{\"name\":[\"caller " + i + "\"]}}\n";
                answers.add(threads.submit(() -> ask(line)));
            }
            for (int i = 0; i < 50; i++) {
                assertThat(answers.get(i).get()).contains("\"text\":\"caller " + i + "\"");
            }
        }
    }

    @Test
    void letsNobodyElseEnterItsDirectory() throws IOException {
        assertThat(permissions(data.resolve("run"))).isEqualTo("rwx------");
        server.stop();
        Files.setPosixFilePermissions(data.resolve("run"), PosixFilePermissions.fromString("rwxrwxrwx"));
        server.start();
        assertThat(permissions(data.resolve("run")))
                .as("also one that was there")
                .isEqualTo("rwx------");
    }

    @Test
    void refusesASecondGatewayOnTheSameDirectory() throws IOException {
        ControlServer second = server(data);
        assertThatThrownBy(second::start)
                .isInstanceOf(CannotStartException.class)
                .hasMessageContainingAll(ControlSocket.path(data).toString(), "another gateway is using it");
        assertThat(second.isRunning()).isFalse();
        second.stop();
        assertWorks();
    }

    @Test
    void removesTheSocketOfAGatewayThatWasKilled(@TempDir Path other) throws IOException {
        Files.createDirectories(other.resolve("run"));
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(ControlSocket.address(other));
        }
        assertThat(ControlSocket.path(other)).exists();
        ControlServer next = server(other);
        next.start();
        try {
            assertThat(ask(other, "{\"command\":\"echo\",\"arguments\":{\"name\":[\"a\"]}}\n"))
                    .contains("true");
        } finally {
            next.stop();
        }
    }

    @Test
    void leavesNoSocketBehind() {
        assertThat(server.isRunning()).isTrue();
        server.stop();
        assertThat(server.isRunning()).isFalse();
        assertThat(ControlSocket.path(data)).doesNotExist();
        server.stop();
    }

    @Test
    void saysThatAPathIsTooLongForASocket() {
        ControlServer far = server(data.resolve("x".repeat(120)));
        assertThatThrownBy(far::start)
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("is not to be had");
    }

    private void assertWorks() throws IOException {
        assertThat(ask("{\"command\":\"echo\",\"arguments\":{\"name\":[\"a\"]}}\n"))
                .startsWith("{\"ok\":true");
    }

    private String ask(String line) throws IOException {
        return ask(data, line);
    }

    private static String ask(Path data, String line) throws IOException {
        try (SocketChannel caller = SocketChannel.open(ControlSocket.address(data))) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                caller.write(bytes);
            }
            return new String(Channels.newInputStream(caller).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static ControlServer server(Path data) {
        GatewayProperties settings = new GatewayProperties(
                data,
                new GatewayProperties.Ssh("::", 2222, true),
                new GatewayProperties.Admin("::", 8443, List.of()),
                new GatewayProperties.Lan(Optional.empty(), Optional.empty()),
                new GatewayProperties.Tunnel(
                        new TunnelPool(IpPrefix.parse("10.186.0.0/16")), new Mtu(1500), true, Attachment.NAT),
                new GatewayProperties.Metrics(Optional.empty(), false));
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setBasename("messages");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        return new ControlServer(settings, new ControlCommands(List.of(ECHO, REFUSE, FAIL), texts));
    }

    private static final ControlCommand ECHO =
            command("echo", request -> ControlReply.done(request.required("name"), request.all("name")));
    private static final ControlCommand REFUSE = command("refuse", _ -> {
        throw new BadInputException(ControlProblem.MISSING_ARGUMENT, "x");
    });
    private static final ControlCommand FAIL = command("fail", _ -> {
        throw new IllegalStateException("a mistake of ours");
    });

    private static ControlCommand command(
            String words, java.util.function.Function<ControlRequest, ControlReply> work) {
        return new ControlCommand() {
            @Override
            public String words() {
                return words;
            }

            @Override
            public ControlReply carryOut(ControlRequest request) {
                return work.apply(request);
            }
        };
    }
}
