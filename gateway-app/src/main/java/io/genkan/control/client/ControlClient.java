package io.genkan.control.client;

import io.genkan.control.ControlRequest;
import io.genkan.control.ControlSocket;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sends one command to the running gateway.
final class ControlClient {
    private static final JsonMapper JSON = new JsonMapper();

    private ControlClient() {}

    /// Sends a command and waits for the answer.
    ///
    /// @return the gateway's answer, of the form of {@link io.genkan.control.ControlReply}
    /// @throws NotRunningException if no gateway answers for this data directory
    static JsonNode send(Path data, ControlRequest request) throws IOException {
        try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            connect(socket, data);
            ByteBuffer line =
                    ByteBuffer.wrap((JSON.writeValueAsString(request) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                socket.write(line);
            }
            String answer = new BufferedReader(Channels.newReader(socket, StandardCharsets.UTF_8)).readLine();
            if (answer == null) {
                throw new IOException("The gateway hung up without an answer; its log may say why.");
            }
            return JSON.readTree(answer);
        }
    }

    /// Whether a gateway is running on this data directory.
    static boolean isRunning(Path data) {
        try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return socket.connect(ControlSocket.address(data));
        } catch (IOException e) {
            return false;
        }
    }

    private static void connect(SocketChannel socket, Path data) throws IOException {
        Path path = ControlSocket.path(data);
        try {
            socket.connect(ControlSocket.address(data));
        } catch (SocketException e) {
            if (Files.isDirectory(data) && !Files.isReadable(data)) {
                throw new NotRunningException(
                        "The gateway's socket " + path + " is not for you to use. Try again as root.");
            }
            if (e instanceof ConnectException || Files.notExists(path)) {
                throw notRunning(data);
            }
            throw new IOException("The gateway's socket " + path + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static NotRunningException notRunning(Path data) {
        return new NotRunningException(
                "No gateway is running on " + data + ". Start it with: genkan run --data " + data);
    }

    /// No gateway answers.
    static final class NotRunningException extends IOException {
        NotRunningException(String message) {
            super(message);
        }
    }
}
