package io.genkan.sshd;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

/// Somebody who knocks under a user name, and writes down every message that the gateway answers from the login on.
final class KnockingClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// The messages as they came, in hexadecimal.
    final List<String> heard = new CopyOnWriteArrayList<>();

    final List<String> lastWords = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    private final SshClient client;
    private final ClientSessionImpl session;
    private final boolean in;

    private KnockingClient(GatewayHere gateway, String userName, KeyPair... keys) throws IOException {
        client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((_, _, _) -> true);
        client.setKeyIdentityProvider(_ -> List.of(keys));
        client.setSessionFactory(new SessionFactory(client) {
            @Override
            protected ClientSessionImpl doCreateSession(IoSession ioSession) throws Exception {
                return new WritingDown(client, ioSession);
            }
        });
        client.start();
        session = (ClientSessionImpl) client.connect(userName, "127.0.0.1", gateway.server.getPort())
                .verify(PATIENCE)
                .getSession();
        in = isIn();
    }

    static KnockingClient knocks(GatewayHere gateway, String userName, KeyPair... keys) {
        try {
            return new KnockingClient(gateway, userName, keys);
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
        protected void doHandleMessage(Buffer message) throws Exception {
            int command = message.array()[message.rpos()] & 0xff;
            boolean login =
                    command >= SshConstants.SSH_MSG_USERAUTH_REQUEST && command < SshConstants.SSH_MSG_GLOBAL_REQUEST;
            if (login || command == SshConstants.SSH_MSG_DISCONNECT) {
                heard.add(HexFormat.of()
                        .formatHex(message.array(), message.rpos(), message.rpos() + message.available()));
            }
            super.doHandleMessage(message);
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
