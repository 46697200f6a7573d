package io.genkan.sshd;

import static org.awaitility.Awaitility.await;

import io.genkan.ssh.PublicKeyBlob;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.client.session.SessionFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.BufferUtils;
import org.apache.sshd.core.CoreModuleProperties;

/// A friend whose SSH client does what a test tells it and nothing by itself: after authentication each message of the
/// connection protocol is sent and received raw.
final class RawFriend implements AutoCloseable {
    static final int POINT_TO_POINT = 1;
    static final int ETHERNET = 2;
    static final long ANY_UNIT = 0x7fffffff;
    static final long WINDOW = 2L * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long A_MOMENT_NANOS = 20_000;
    private static final int LONGEST_DATAGRAM = 32 * 1024;
    private static final int OUR_CHANNEL = 0;

    final AtomicInteger keyExchanges = new AtomicInteger();
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();
    final AtomicLong packetsReceived = new AtomicLong();
    final AtomicLong bytesReceived = new AtomicLong();
    final AtomicLong granted = new AtomicLong();
    final AtomicLong replies = new AtomicLong();
    final AtomicInteger requestsTaken = new AtomicInteger();
    final AtomicInteger requestsRefused = new AtomicInteger();
    final List<String> heard = new CopyOnWriteArrayList<>();

    private final SshClient client;
    private final Session session;
    private final int unit;
    private volatile long theirChannel;
    private volatile boolean grants = true;

    private RawFriend(GatewayHere gateway, String name, String... ciphers)
            throws IOException, GeneralSecurityException {
        KeyPair key = KeyUtils.generateKeyPair("ssh-ed25519", 256);
        unit = gateway.disk
                .addHolder(name, PublicKeyBlob.base64Of(key.getPublic()), "192.168.100.10")
                .keys()
                .getFirst()
                .unit()
                .number();
        client = SshClient.setUpDefaultClient();
        client.setCipherFactories(gateway.server.getCipherFactories().stream()
                .filter(cipher -> ciphers.length == 0 || Arrays.asList(ciphers).contains(cipher.getName()))
                .toList());
        client.setServerKeyVerifier((_, _, _) -> true);
        CoreModuleProperties.REKEY_PACKETS_LIMIT.set(client, 0L);
        // As the stock client does; or the last packet of each window would wait for an acknowledgment.
        CoreModuleProperties.TCP_NODELAY.set(client, true);
        client.setSessionFactory(new SessionFactory(client) {
            @Override
            protected ClientSessionImpl doCreateSession(IoSession ioSession) throws Exception {
                return new Session(client, ioSession);
            }
        });
        client.start();
        session = (Session) client.connect("x", "127.0.0.1", gateway.server.getPort())
                .verify(PATIENCE)
                .getSession();
        session.addPublicKeyIdentity(key);
        session.auth().verify(PATIENCE);
    }

    static RawFriend dials(GatewayHere gateway, String name, String... ciphers) {
        try {
            return new RawFriend(gateway, name, ciphers);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// The client's end of the session, which leaves the connection protocol to the friend.
    private final class Session extends ClientSessionImpl {
        Session(SshClient client, IoSession ioSession) throws Exception {
            super(client, ioSession);
        }

        @Override
        protected void doHandleMessage(Buffer message) throws Exception {
            int command = message.array()[message.rpos()] & 0xff;
            if (command == SshConstants.SSH_MSG_NEWKEYS) {
                keyExchanges.incrementAndGet();
            }
            if (command < SshConstants.SSH_MSG_GLOBAL_REQUEST) {
                super.doHandleMessage(message);
                return;
            }
            message.getUByte();
            heard(command, message);
        }

        @Override
        protected void handleDisconnect(int code, String words, String language, Buffer rest) throws Exception {
            heard.add(words);
            super.handleDisconnect(code, words, language, rest);
        }
    }

    private void heard(int command, Buffer message) {
        switch (command) {
            case SshConstants.SSH_MSG_CHANNEL_OPEN_CONFIRMATION -> {
                message.getUInt();
                theirChannel = message.getUInt();
                granted.addAndGet(message.getUInt());
                opened.incrementAndGet();
            }
            case SshConstants.SSH_MSG_CHANNEL_OPEN_FAILURE -> {
                message.getUInt();
                message.getUInt();
                heard.add(message.getString());
                refused.incrementAndGet();
            }
            case SshConstants.SSH_MSG_CHANNEL_DATA -> {
                long channel = message.getUInt();
                int length = message.getInt();
                packetsReceived.incrementAndGet();
                bytesReceived.addAndGet(length);
                if (grants && channel == OUR_CHANNEL) {
                    grant(length + (long) Integer.BYTES);
                }
            }
            case SshConstants.SSH_MSG_CHANNEL_WINDOW_ADJUST -> {
                message.getUInt();
                granted.addAndGet(message.getUInt());
            }
            case SshConstants.SSH_MSG_CHANNEL_SUCCESS -> requestsTaken.incrementAndGet();
            case SshConstants.SSH_MSG_CHANNEL_FAILURE -> requestsRefused.incrementAndGet();
            case SshConstants.SSH_MSG_REQUEST_SUCCESS, SshConstants.SSH_MSG_REQUEST_FAILURE ->
                replies.incrementAndGet();
            default -> {
                // Whatever else the gateway says is nothing that a test asks for.
            }
        }
    }

    int unit() {
        return unit;
    }

    /// Asks for a tunnel and waits for the answer.
    RawFriend opensTunnel(int mode, long window) {
        int answers = opened.get() + refused.get();
        asksForChannel("tun@openssh.com", OUR_CHANNEL, window, mode, ANY_UNIT);
        await().atMost(PATIENCE).until(() -> opened.get() + refused.get() > answers);
        return this;
    }

    RawFriend opensTunnel() {
        return opensTunnel(POINT_TO_POINT, WINDOW);
    }

    /// Never opens its window again.
    RawFriend grantsNoMore() {
        grants = false;
        return this;
    }

    void asksForChannel(String type, int ownNumber, long window, long... rest) {
        sends(SshConstants.SSH_MSG_CHANNEL_OPEN, message -> {
            message.putString(type);
            message.putUInt(ownNumber);
            message.putUInt(window);
            message.putUInt(LONGEST_DATAGRAM);
            for (long number : rest) {
                message.putUInt(number);
            }
        });
    }

    /// Asks for something on the channel that was opened last, and waits for the answer.
    ///
    /// @return whether the gateway takes it
    boolean isGranted(String request, Consumer<Buffer> content) {
        int taken = requestsTaken.get();
        int answers = taken + requestsRefused.get();
        sends(SshConstants.SSH_MSG_CHANNEL_REQUEST, message -> {
            message.putUInt(theirChannel);
            message.putString(request);
            message.putBoolean(true);
            content.accept(message);
        });
        await().atMost(PATIENCE).until(() -> requestsTaken.get() + requestsRefused.get() > answers);
        return requestsTaken.get() > taken;
    }

    /// Sends a datagram, whether or not there is room in the window.
    void sendsDatagram(byte[] datagram) {
        sendsData(theirChannel, datagram);
    }

    void sendsData(long channel, byte[] data) {
        sends(SshConstants.SSH_MSG_CHANNEL_DATA, message -> {
            message.putUInt(channel);
            message.putBytes(data);
        });
    }

    /// Sends datagrams as fast as the window is opened.
    void sendsWithinTheWindow(byte[] datagram, int count) {
        for (int i = 0; i < count; i++) {
            granted.addAndGet(-datagram.length);
            long began = System.nanoTime();
            while (granted.get() < 0) {
                if (System.nanoTime() - began > PATIENCE.toNanos()) {
                    throw new AssertionError("the window stayed shut");
                }
                LockSupport.parkNanos(A_MOMENT_NANOS);
            }
            sendsDatagram(datagram);
        }
    }

    void grant(long bytes) {
        sends(SshConstants.SSH_MSG_CHANNEL_WINDOW_ADJUST, message -> {
            message.putUInt(theirChannel);
            message.putUInt(bytes);
        });
    }

    void asksForKeepalive() {
        sends(SshConstants.SSH_MSG_GLOBAL_REQUEST, message -> {
            message.putString("keepalive@openssh.com");
            message.putBoolean(true);
        });
    }

    void renewsKeys() throws IOException {
        session.reExchangeKeys().verify(PATIENCE);
    }

    /// Sends any message. Does nothing if the gateway has hung up.
    void sends(byte command, Consumer<Buffer> content) {
        Buffer message = session.createBuffer(command, 128);
        content.accept(message);
        try {
            session.writePacket(message);
        } catch (IOException e) {
            heard.add(String.valueOf(e.getMessage()));
        }
    }

    /// Reads nothing any more.
    void stopsReading() {
        session.getIoSession().suspendRead();
    }

    boolean isConnected() {
        return session.isOpen();
    }

    void awaitEnd() {
        await().atMost(PATIENCE).until(() -> !session.isOpen());
    }

    @Override
    public void close() {
        session.close(true);
        client.stop();
    }

    /// A datagram of a point-to-point tunnel: an IPv4 packet of that many bytes.
    static byte[] datagram(int packetBytes) {
        byte[] datagram = new byte[Integer.BYTES + packetBytes];
        BufferUtils.putUInt(2, datagram, 0, Integer.BYTES);
        System.arraycopy(packet(packetBytes), 0, datagram, Integer.BYTES, packetBytes);
        return datagram;
    }

    /// An IPv4 packet as far as its first byte tells.
    static byte[] packet(int bytes) {
        return ByteBuffer.allocate(bytes).put(0, (byte) 0x45).array();
    }
}
