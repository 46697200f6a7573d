package io.genkan.sshd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.genkan.access.Friend;
import io.genkan.access.FriendName;
import io.genkan.access.PolicyChange;
import io.genkan.ssh.PublicKeyBlob;
import io.genkan.tunnel.ConnectedWithoutTunnel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TCP connections over real sockets, in a home where loopback counts as the LAN.
class TcpForwardingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MUCH = 8 * 1024 * 1024;

    @TempDir
    private Path data;

    private GatewayHere gateway;
    private ServerSocket host;
    private SshClient client;
    private ClientSession session;

    @BeforeEach
    void start() throws Exception {
        gateway = GatewayHere.listening(data, PeerLimits.USUAL);
        host = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        KeyPair key = KeyUtils.generateKeyPair("ssh-ed25519", 256);
        gateway.disk.addHolder("tomodati", PublicKeyBlob.base64Of(key.getPublic()), "127.0.0.1:" + host.getLocalPort());
        client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((_, _, _) -> true);
        client.start();
        session = client.connect("x", "127.0.0.1", gateway.server.getPort())
                .verify(PATIENCE)
                .getSession();
        session.addPublicKeyIdentity(key);
        session.auth().verify(PATIENCE);
    }

    @AfterEach
    void stop() throws IOException {
        client.stop();
        gateway.close();
        host.close();
    }

    @Test
    void carriesMuchBothWaysAtOnce() throws Exception {
        Thread.ofVirtual().start(this::echo);
        byte[] sent = new byte[MUCH];
        new Random(1).nextBytes(sent);
        try (ChannelDirectTcpip channel = open(host.getLocalPort())) {
            Thread writer = Thread.ofVirtual().start(() -> write(channel, sent));
            assertThat(channel.getInvertedOut().readNBytes(MUCH)).isEqualTo(sent);
            writer.join();
        }
    }

    /// What has passed counts for the friend's month, too.
    @Test
    void endsWithTheDoor() throws Exception {
        try (ChannelDirectTcpip channel = open(host.getLocalPort());
                Socket home = host.accept()) {
            write(channel, new byte[100]);
            assertThat(home.getInputStream().readNBytes(100)).hasSize(100);
            gateway.disk.door().close();
            home.setSoTimeout((int) PATIENCE.toMillis());
            assertThat(home.getInputStream().read()).as("end of the stream").isEqualTo(-1);
            Friend friend = gateway.disk.friends().all().getFirst();
            await().atMost(PATIENCE).until(() -> gateway.disk.gate().usedThisMonth(friend) == 100);
        }
        assertThatThrownBy(() -> open(host.getLocalPort()));
    }

    @Test
    void holdsBackAFriendWhoSendsMoreThanTheHostTakes() throws Exception {
        try (ChannelDirectTcpip channel = open(host.getLocalPort());
                Socket slow = host.accept()) {
            Thread writer = Thread.ofVirtual().start(() -> write(channel, new byte[2 * MUCH]));
            await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(writer::isAlive);
            InputStream in = slow.getInputStream();
            assertThat(in.readNBytes(2 * MUCH)).hasSize(2 * MUCH);
            writer.join();
        }
    }

    @Test
    void endsAConnectionWhoseFriendIsRemoved() throws Exception {
        try (ChannelDirectTcpip channel = open(host.getLocalPort());
                Socket accepted = host.accept()) {
            gateway.disk.friends().remove(FriendName.parse("tomodati"));
            accepted.setSoTimeout((int) PATIENCE.toMillis());
            assertThat(accepted.getInputStream().read()).isNegative();
            await().atMost(PATIENCE).until(channel::isClosed);
        }
    }

    /// He may stay, so he is told where he reads it; the connections that he may have go on.
    @Test
    void endsOnlyTheConnectionThatIsTakenBackAndTellsHimInHisText() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
                ChannelShell text = session.createShellChannel()) {
            allow(host, other);
            ByteArrayOutputStream told = new ByteArrayOutputStream();
            text.setErr(told);
            text.open().verify(PATIENCE);
            await().atMost(PATIENCE).until(() -> text.getInvertedOut().available() > 0);
            try (ChannelDirectTcpip stays = open(other.getLocalPort());
                    Socket stayed = other.accept();
                    ChannelDirectTcpip ends = open(host.getLocalPort());
                    Socket ended = host.accept()) {
                allow(other);
                ended.setSoTimeout((int) PATIENCE.toMillis());
                assertThat(ended.getInputStream().read()).isNegative();
                await().atMost(PATIENCE).until(ends::isClosed);
                await().atMost(PATIENCE)
                        .until(() -> told.toString(StandardCharsets.UTF_8)
                                .contains("127.0.0.1:" + host.getLocalPort() + " is not among what you may reach."));
                write(stays, new byte[100]);
                assertThat(stayed.getInputStream().readNBytes(100)).hasSize(100);
                assertThat(session.isOpen()).isTrue();
            }
        }
    }

    @Test
    void endsTheSessionWithWordsWhereThereIsNoTextToReadThemIn() throws Exception {
        AtomicReference<String> told = new AtomicReference<>("");
        session.addSessionListener(new SessionListener() {
            @Override
            public void sessionDisconnect(
                    Session ended, int reason, String message, String language, boolean initiator) {
                told.set(message);
            }
        });
        try (ServerSocket other = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
                ChannelDirectTcpip ends = open(host.getLocalPort());
                Socket ended = host.accept()) {
            allow(other);
            ended.setSoTimeout((int) PATIENCE.toMillis());
            assertThat(ended.getInputStream().read()).isNegative();
            await().atMost(PATIENCE).until(session::isClosed);
            assertThat(ends.isClosed()).isTrue();
            assertThat(told.get()).isEqualTo("127.0.0.1:" + host.getLocalPort() + " is not among what you may reach.");
        }
    }

    private void allow(ServerSocket... hosts) {
        gateway.disk
                .friends()
                .change(
                        FriendName.parse("tomodati"),
                        new PolicyChange(
                                Optional.of(Stream.of(hosts)
                                        .map(allowed -> "127.0.0.1:" + allowed.getLocalPort())
                                        .toList()),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void tellsOnceInASessionThatAFriendIsIn() throws IOException {
        assertThat(timesToldThatHeIsIn()).isZero();
        for (int i = 0; i < 3; i++) {
            open(host.getLocalPort()).close();
        }
        await().atMost(PATIENCE).until(() -> timesToldThatHeIsIn() > 0);
        await().during(Duration.ofMillis(300)).atMost(PATIENCE).until(() -> timesToldThatHeIsIn() == 1);
    }

    private long timesToldThatHeIsIn() {
        return gateway.house.told().stream()
                .filter(ConnectedWithoutTunnel.class::isInstance)
                .count();
    }

    @Test
    void refusesWhatThePolicyDoesNotName() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> open(other.getLocalPort()))
                    .hasMessageContaining("is not among what you may reach");
        }
    }

    @Test
    void bearsSoManyConnectionsOfOneKeyAndNotMore() throws IOException {
        for (int i = 0; i < 64; i++) {
            open(host.getLocalPort());
        }
        assertThatThrownBy(() -> open(host.getLocalPort())).hasMessageContaining("as many connections");
    }

    private ChannelDirectTcpip open(int port) throws IOException {
        ChannelDirectTcpip channel = session.createDirectTcpipChannel(
                new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress("127.0.0.1", port));
        channel.open().verify(PATIENCE);
        return channel;
    }

    private static void write(ChannelDirectTcpip channel, byte[] bytes) {
        try {
            OutputStream out = channel.getInvertedIn();
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void echo() {
        try (Socket accepted = host.accept()) {
            accepted.getInputStream().transferTo(accepted.getOutputStream());
        } catch (IOException e) {
            // The test is over.
        }
    }
}
