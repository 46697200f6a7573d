package io.genkan.sshd;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.genkan.access.Friend;
import io.genkan.access.Identity;
import io.genkan.ssh.transport.LinkIoSession;
import io.genkan.ssh.transport.MemoryLink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// Any bytes to a session, which is real but for its socket and its device.
///
/// A session may end for whatever reason it finds; an error, or an exception that is no IOException and comes from our
/// own code, is a mistake.
class SessionFuzzTest {
    private static final byte[] IDENTIFICATION = "SSH-2.0-fuzz\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String OURS = "io.genkan.";
    private static final long WINDOW = 2L * 1024 * 1024;

    @TempDir
    private static Path data;

    private static GatewayHere gateway;
    private static Identity taro;

    @BeforeAll
    static void build() {
        gateway = GatewayHere.built(data, PeerLimits.USUAL);
        Friend friend = gateway.disk.add("Taro");
        taro = new Identity(friend, friend.keys().getFirst());
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    /// What anybody may send, who has not proven a key.
    @FuzzTest(maxDuration = "5m")
    void bearsAnythingAtFirst(byte[] bytes) throws Exception {
        IoHandler handler = handler();
        LinkIoSession link = MemoryLink.session(handler);
        handler.sessionCreated(link);
        receive(handler, link, bytes);
        link.close(true);
    }

    /// What a friend may send, as packets without encryption, while his tunnel is open as channel 0.
    @FuzzTest(maxDuration = "5m")
    void bearsAnythingBesideATunnel(byte[] packets) throws Exception {
        IoHandler handler = handler();
        LinkIoSession link = MemoryLink.session(handler);
        handler.sessionCreated(link);
        receive(handler, link, IDENTIFICATION);
        GatewaySession session = (GatewaySession) AbstractSession.getSession(link);
        FriendSession.note(session, taro);
        session.setAuthenticated();
        session.startService("ssh-connection", new ByteArrayBuffer());
        openTunnel(session);
        receive(handler, link, packets);
        session.close(true);
        link.close(true);
    }

    private static void openTunnel(GatewaySession session) throws IOException {
        TunnelChannel channel =
                new TunnelChannel(gateway.tunnels, gateway.words, new RefusedSessions(gateway.words), Runnable::run);
        session.getService(GatewayConnectionService.class).registerChannel(channel);
        ByteArrayBuffer request = new ByteArrayBuffer();
        request.putUInt(1);
        request.putUInt(RawFriend.ANY_UNIT);
        channel.open(0, WINDOW, 32 * 1024L, request);
    }

    private static IoHandler handler() {
        return gateway.server.getSessionFactory();
    }

    private static void receive(IoHandler handler, LinkIoSession link, byte[] bytes) throws Exception {
        try {
            handler.messageReceived(link, new ByteArrayBuffer(bytes));
        } catch (IOException e) {
            // The session would end with this reason.
        } catch (RuntimeException e) {
            if (isOurs(e)) {
                throw e;
            }
        }
    }

    /// Whether our own code is the first to blame, after Java itself.
    private static boolean isOurs(RuntimeException problem) {
        for (StackTraceElement frame : problem.getStackTrace()) {
            if (!frame.getClassName().startsWith("java.")) {
                return frame.getClassName().startsWith(OURS);
            }
        }
        return true;
    }
}
