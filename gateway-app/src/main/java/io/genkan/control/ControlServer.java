package io.genkan.control;

import io.genkan.audit.Actor;
import io.genkan.settings.CannotStartException;
import io.genkan.settings.GatewayProperties;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Takes commands on the unix socket, from the user that the gateway runs as and from root.
@Component
class ControlServer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ControlServer.class);

    private final Path data;
    private final ControlCommands commands;
    private volatile @Nullable ServerSocketChannel listening;

    ControlServer(GatewayProperties settings, ControlCommands commands) {
        this.data = settings.data();
        this.commands = commands;
    }

    /// Starts last: whoever finds the socket finds a gateway that is ready.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void start() {
        try {
            ControlSocket.prepareDirectory(data);
            removeStaleSocket();
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(ControlSocket.address(data));
            listening = server;
            Thread.ofPlatform().name("control").daemon().start(() -> acceptFrom(server));
        } catch (IOException e) {
            throw new CannotStartException(
                    "The control socket " + ControlSocket.path(data) + " is not to be had (" + e.getMessage() + ").",
                    "Stop the other gateway on this data directory, or mend the directory's permissions. A path of more"
                            + " than about 100 characters is too long for a socket.",
                    e);
        }
    }

    @Override
    public void stop() {
        ServerSocketChannel server = listening;
        listening = null;
        try {
            if (server != null) {
                server.close();
                Files.deleteIfExists(ControlSocket.path(data));
            }
        } catch (IOException e) {
            log.warn("the control socket did not close in order: {}", e.getMessage());
        }
    }

    @Override
    public boolean isRunning() {
        return listening != null;
    }

    /// A gateway that was killed leaves its socket file, which nobody listens on and which must not be in the way.
    private void removeStaleSocket() throws IOException {
        Path path = ControlSocket.path(data);
        if (!Files.exists(path)) {
            return;
        }
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.connect(ControlSocket.address(data));
            throw new IOException("another gateway is using it");
        } catch (ConnectException e) {
            Files.delete(path);
        }
    }

    private void acceptFrom(ServerSocketChannel server) {
        try {
            while (server.isOpen()) {
                SocketChannel caller = server.accept();
                Thread.ofVirtual().name("control-caller").start(() -> serve(caller));
            }
        } catch (AsynchronousCloseException e) {
            log.debug("the control socket is closed");
        } catch (IOException e) {
            log.error("the control socket failed; commands are not taken any more", e);
        }
    }

    private void serve(SocketChannel caller) {
        try (caller) {
            UnixDomainPrincipal peer = caller.getOption(ExtendedSocketOptions.SO_PEERCRED);
            String answer = isAllowed(peer)
                    ? Actor.commandLine(peer.user().getName()).doing(() -> answerTo(caller))
                    : "{\"ok\":false,\"text\":\"Only root and the gateway's own user may give it commands.\"}";
            caller.write(ByteBuffer.wrap((answer + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException | UncheckedIOException e) {
            log.debug("a caller left: {}", e.getMessage());
        }
    }

    private String answerTo(SocketChannel caller) {
        try {
            return commands.answer(lineFrom(caller));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lineFrom(SocketChannel caller) throws IOException {
        BufferedReader reader = new BufferedReader(Channels.newReader(caller, StandardCharsets.UTF_8));
        StringBuilder line = new StringBuilder();
        int c = reader.read();
        while (c >= 0 && c != '\n' && line.length() < ControlSocket.LONGEST_LINE) {
            line.append((char) c);
            c = reader.read();
        }
        // What is too long is read to its end all the same: the caller sees our answer only after he has sent it all.
        while (c >= 0 && c != '\n') {
            c = reader.read();
        }
        return line.toString();
    }

    private static boolean isAllowed(UnixDomainPrincipal peer) throws IOException {
        String user = peer.user().getName();
        Object ourselves = Files.getOwner(Path.of("/proc/self"));
        return user.equals("root") || user.equals("0") || Objects.equals(user, ourselves.toString());
    }
}
