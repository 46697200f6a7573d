package io.genkan.sshd;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.client.session.SessionFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.core.CoreModuleProperties;

/// Somebody who knocks under a user name, and writes down every message that the gateway answers from the login on.
final class KnockingClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// The messages as they came, in hexadecimal.
    final List<String> heard = new CopyOnWriteArrayList<>();

    /// How long each of them took, in nanoseconds, from the client's message on that it answers.
    final List<Long> times = new CopyOnWriteArrayList<>();

    final List<String> lastWords = new CopyOnWriteArrayList<>();
    private volatile long asked;
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    private final SshClient client;
    private final ClientSessionImpl session;
    private final boolean in;

    private KnockingClient(GatewayHere gateway, String source, String userName, KeyPair... keys) throws IOException {
        client = SshClient.setUpDefaultClient();
        CoreModuleProperties.TCP_NODELAY.set(client, true);
        client.setServerKeyVerifier((_, _, _) -> true);
        client.setKeyIdentityProvider(_ -> List.of(keys));
        client.setSessionFactory(new SessionFactory(client) {
            @Override
            protected ClientSessionImpl doCreateSession(IoSession ioSession) throws Exception {
                return new WritingDown(client, ioSession);
            }
        });
        client.start();
        session = (ClientSessionImpl) client.connect(
                        userName,
                        "127.0.0.1",
                        gateway.server.getPort(),
                        new InetSocketAddress(InetAddress.ofLiteral(source), 0))
                .verify(PATIENCE)
                .getSession();
        in = isIn();
    }

    static KnockingClient knocks(GatewayHere gateway, String userName, KeyPair... keys) {
        return knocksFrom("127.0.0.1", gateway, userName, keys);
    }

    /// Knocks from an address of the loopback interface, which the gateway takes for one of the internet's.
    static KnockingClient knocksFrom(String source, GatewayHere gateway, String userName, KeyPair... keys) {
        try {
            return new KnockingClient(gateway, source, userName, keys);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private boolean isIn() throws IOException {
        var login = session.auth();
        login.await(PATIENCE);
        return login.isSuccess();
    }

    private final class WritingDown extends ClientSessionImpl {
        WritingDown(SshClient client, IoSession ioSession) throws Exception {
            super(client, ioSession);
        }

        @Override
        protected Buffer encode(Buffer message) throws IOException {
            if (numberOf(message) == SshConstants.SSH_MSG_USERAUTH_REQUEST) {
                asked = System.nanoTime();
            }
            return super.encode(message);
        }

        @Override
        protected void doHandleMessage(Buffer message) throws Exception {
            long now = System.nanoTime();
            int command = numberOf(message);
            boolean login =
                    command >= SshConstants.SSH_MSG_USERAUTH_REQUEST && command < SshConstants.SSH_MSG_GLOBAL_REQUEST;
            if (login) {
                times.add(now - asked);
            }
            if (login || command == SshConstants.SSH_MSG_DISCONNECT) {
                heard.add(HexFormat.of()
                        .formatHex(message.array(), message.rpos(), message.rpos() + message.available()));
            }
            super.doHandleMessage(message);
        }

        private static int numberOf(Buffer message) {
            return message.array()[message.rpos()] & 0xff;
        }

        @Override
        protected void handleDisconnect(int code, String words, String language, Buffer rest) throws Exception {
            lastWords.add(words);
            super.handleDisconnect(code, words, language, rest);
        }
    }

    /// Whether he has logged in.
    boolean isLoggedIn() {
        return in;
    }

    /// Whether his session is still open.
    boolean isConnected() {
        return session.isOpen();
    }

    /// Opens a shell, whose text goes to the screen.
    ChannelShell opensShell() {
        try {
            ChannelShell shell = session.createShellChannel();
            shell.setOut(screen);
            shell.open().verify(PATIENCE);
            return shell;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// What comes of a command.
    String runs(String command) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (var channel = session.createExecChannel(command)) {
            channel.setOut(answer);
            channel.open().verify(PATIENCE);
            channel.waitFor(Set.of(ClientChannelEvent.CLOSED), PATIENCE);
            return channel.getExitStatus() + " " + answer.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Asks for a TCP connection to the NAS, which must be refused.
    ///
    /// @return the words
    String isRefusedTheNas() {
        try (var channel = session.createDirectTcpipChannel(null, NAS)) {
            var opening = channel.open();
            opening.await(PATIENCE);
            Throwable refusal = opening.getException();
            return refusal == null ? "opened" : String.valueOf(refusal.getMessage());
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static final SshdSocketAddress NAS = new SshdSocketAddress("192.168.100.10", 80);

    /// What his shell has shown.
    String onScreen() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    void awaitOnScreen(String words) {
        await().atMost(PATIENCE).until(() -> onScreen().contains(words));
    }

    void awaitEnd() {
        await().atMost(PATIENCE).until(() -> !session.isOpen());
    }

    @Override
    public void close() {
        session.close(true);
        client.stop();
    }
}
