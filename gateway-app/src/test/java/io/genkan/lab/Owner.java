package io.genkan.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The owner, who acts through the gateway's socket as the command line does, but without the time that a Java program
/// takes to start.
///
/// @param data the gateway's data directory
record Owner(Path data) {
    private static final JsonMapper JSON = new JsonMapper();

    /// When something was asked for and when it was acknowledged, in the milliseconds of the machine's clock.
    record Act(long began, long acknowledged) {}

    /// Has the gateway carry out a command, and fails unless it does.
    Act does(String command, Map<String, List<String>> arguments) {
        long began = System.currentTimeMillis();
        JsonNode answer = ask(JSON.writeValueAsString(Map.of("command", command, "arguments", arguments)));
        long acknowledged = System.currentTimeMillis();
        if (!answer.path("ok").asBoolean()) {
            throw new AssertionError(command + ": " + answer);
        }
        return new Act(began, acknowledged);
    }

    private JsonNode ask(String line) {
        try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(data.resolve("run/control")))) {
            socket.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
            return JSON.readTree(new BufferedReader(Channels.newReader(socket, StandardCharsets.UTF_8)).readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
