package io.genkan.sshd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genkan.ssh.PublicKeyBlob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is borne from somebody who has not proven a key, over real sockets.
class StrangersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int A_WHILE_MILLIS = 700;

    @TempDir
    private Path data;

    private GatewayHere gateway;

    @BeforeEach
    void start() {
        gateway = GatewayHere.listening(data, PeerLimits.USUAL);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void givesOneAddressFewPlacesAndOthersStillTheirs() throws IOException {
        List<Socket> held = new ArrayList<>();
        for (int i = 0; i < PreAuthLimits.MOST_PER_SOURCE; i++) {
            held.add(connect("127.0.0.9"));
            assertThat(greets(held.getLast())).isTrue();
        }
        try (Socket tooMany = connect("127.0.0.9");
                Socket other = connect("127.0.0.8")) {
            assertThat(greets(tooMany)).isFalse();
            assertThat(greets(other)).isTrue();
        }
        try (RawFriend friend = gateway.dials("tomodati")) {
            assertThat(friend.isConnected()).isTrue();
        }
        for (Socket socket : held) {
            socket.close();
        }
    }

    /// Counted by the connections that are closed without a greeting.
    @Test
    void slowsDownWhoSendsGarbage() throws IOException {
        boolean refused = false;
        for (int i = 0; i < 10 && !refused; i++) {
            try (Socket socket = connect("127.0.0.7")) {
                refused = !greets(socket);
                if (!refused) {
                    send(socket, "SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII));
                    send(socket, ByteBuffer.allocate(8).putInt(256 * 1024).array());
                    awaitEnd(socket);
                }
            }
        }
        assertThat(refused).isTrue();
    }

    /// Who can put a message into somebody's connection before there are keys could shift what both sides count, and
    /// cut off the first encrypted messages unseen (CVE-2023-48795).
    @ParameterizedTest
    @CsvSource({
        "before, Strict KEX negotiated but sequence number of first KEX_INIT received is not 1",
        "behind, not allowed during initial key exchange in strict KEX"
    })
    void cutsOffWhoPutsAMessageIntoTheFirstKeyExchange(String where, String words) throws IOException {
        try (Socket socket = connect("127.0.0.6")) {
            sendWithAnIgnore(socket, where, true);
            assertThat(heardUntilTheEnd(socket)).contains(words);
        }
    }

    /// The very same is nothing to be cut off for where nobody asked for strictness.
    @ParameterizedTest
    @ValueSource(strings = {"before", "behind"})
    void bearsSuchAMessageFromAnOldClient(String where) throws IOException {
        try (Socket socket = connect("127.0.0.5")) {
            sendWithAnIgnore(socket, where, false);
            socket.setSoTimeout(A_WHILE_MILLIS);
            assertThatThrownBy(() -> heardUntilTheEnd(socket)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private static void sendWithAnIgnore(Socket socket, String where, boolean strict) {
        send(socket, "SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII));
        if (where.equals("before")) {
            send(socket, FirstMessages.ignore());
        }
        send(socket, FirstMessages.keyExchange(strict));
        if (where.equals("behind")) {
            send(socket, FirstMessages.ignore());
        }
    }

    @Test
    void hearsTwentyKeysAndNotMore() throws Exception {
        KeyPair right = key();
        gateway.disk.addHolder("tomodati", PublicKeyBlob.base64Of(right.getPublic()), "192.168.100.10");
        List<KeyPair> keys = new ArrayList<>();
        for (int i = 1; i < KeyTries.MOST_OFFERS; i++) {
            keys.add(key());
        }
        keys.add(right);
        logsIn(keys);
        assertThatThrownBy(() -> {
                    List<KeyPair> one = new ArrayList<>(keys);
                    one.addFirst(key());
                    logsIn(one);
                })
                .isInstanceOf(SshException.class);
    }

    @Test
    void bearsFourWrongSignatures() throws Exception {
        KeyPair right = key();
        gateway.disk.addHolder("tomodati", PublicKeyBlob.base64Of(right.getPublic()), "192.168.100.10");
        KeyPair forged = new KeyPair(right.getPublic(), key().getPrivate());
        List<KeyPair> three = new ArrayList<>(Collections.nCopies(KeyTries.MOST_FAILED_SIGNATURES - 1, forged));
        three.add(right);
        logsIn(three);
        List<KeyPair> four = new ArrayList<>(Collections.nCopies(KeyTries.MOST_FAILED_SIGNATURES, forged));
        four.add(right);
        assertThatThrownBy(() -> logsIn(four))
                .isInstanceOf(SshException.class)
                .hasMessageContaining("Too many authentication failures");
    }

    private void logsIn(List<KeyPair> keys) throws IOException {
        try (SshClient client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier((_, _, _) -> true);
            client.setKeyIdentityProvider(_ -> keys);
            client.start();
            try (ClientSession session = client.connect("x", "127.0.0.1", gateway.server.getPort())
                    .verify(PATIENCE)
                    .getSession()) {
                session.auth().verify(PATIENCE);
            }
        }
    }

    private static KeyPair key() throws GeneralSecurityException {
        return KeyUtils.generateKeyPair("ssh-ed25519", 256);
    }

    private Socket connect(String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), gateway.server.getPort()));
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static boolean greets(Socket socket) {
        try {
            return socket.getInputStream().read() == 'S';
        } catch (IOException e) {
            return false;
        }
    }

    private static void send(Socket socket, byte[] bytes) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            // The gateway has hung up; the test looks for just that.
        }
    }

    private static void awaitEnd(Socket socket) {
        try {
            heardUntilTheEnd(socket);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the gateway does not hang up", e);
        }
    }

    /// What is not encrypted yet can be read as text.
    ///
    /// @throws SocketTimeoutException if there is no end
    private static String heardUntilTheEnd(Socket socket) throws SocketTimeoutException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(heard);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // A reset ends it as well.
        }
        return heard.toString(StandardCharsets.ISO_8859_1);
    }
}
