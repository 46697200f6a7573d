package io.genkan.sshd;

import io.genkan.access.AccessDecision;
import io.genkan.access.TunnelRequest;
import io.genkan.ssh.TunnelFraming;
import io.genkan.ssh.transport.ByteLink;
import io.genkan.tunnel.CloseReason;
import io.genkan.tunnel.DropReason;
import io.genkan.tunnel.FrameChannel;
import io.genkan.tunnel.Tunnel;
import io.genkan.tunnel.TunnelOpening.Failed;
import io.genkan.tunnel.TunnelOpening.Opened;
import io.genkan.tunnel.TunnelOpening.Refused;
import io.genkan.tunnel.Tunnels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.channel.AbstractServerChannel;
import org.jspecify.annotations.Nullable;

/// A `tun@openssh.com` channel: each message's data is one datagram.
// The superclass's constructor hands this object to nobody.
@SuppressWarnings("this-escape")
final class TunnelChannel extends AbstractServerChannel implements FrameChannel {
    /// What OpenSSH itself grants, and the least that RFC 4253 asks everybody to take.
    private static final int LONGEST_DATAGRAM = 32 * 1024;

    /// OpenSSH counts a datagram that it receives with the four bytes of its length (channels.c,
    /// channel_input_data), and one that it sends without them.
    private static final int RECEIVER_COUNTS_MORE = Integer.BYTES;

    /// Nothing stands in front of an Ethernet frame.
    private static final int NO_FAMILY = 0;

    private final Tunnels tunnels;
    private final FriendWords words;
    private final RefusedSessions refused;
    private final Executor opener;
    private final SendWindow sendWindow = new SendWindow();
    private final ReceiveWindow receiveWindow = new ReceiveWindow(System.nanoTime());
    private final ByteBuffer received = ByteBuffer.allocateDirect(LONGEST_DATAGRAM);
    private final AtomicLong sentBytes = new AtomicLong();
    private volatile boolean tookPlace;
    private volatile boolean ethernet;
    private volatile @Nullable Tunnel tunnel;

    TunnelChannel(Tunnels tunnels, FriendWords words, RefusedSessions refused, Executor opener) {
        super(null);
        this.tunnels = tunnels;
        this.words = words;
        this.refused = refused;
        this.opener = opener;
        CoreModuleProperties.WINDOW_SIZE.set(this, (long) ReceiveWindow.FIRST);
        CoreModuleProperties.MAX_PACKET_SIZE.set(this, (long) LONGEST_DATAGRAM);
    }

    /// Opens away from the session's reader, since making a device and its rules takes the kernel a while.
    @Override
    protected OpenFuture doInit(Buffer buffer) {
        OpenFuture future = new DefaultOpenFuture(this, this);
        sendWindow.open(getRemoteWindow().getSize(), session().limits().patience());
        Optional<TunnelRequest> request = TunnelOpenRequest.parse(buffer).request();
        FriendSession friend = FriendSession.of(getSession());
        if (friend == null || request.isEmpty()) {
            fail(future, SshConstants.SSH_OPEN_CONNECT_FAILED, words.text("tunnel.not-understood"));
        } else if (!friend.takeTunnel()) {
            fail(future, SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED, words.text("tunnel.second-in-session"));
        } else {
            tookPlace = true;
            ethernet = request.get().layer() == TunnelRequest.Layer.ETHERNET;
            String key = friend.identity().key().publicKey().base64();
            opener.execute(() -> open(future, key, request.get()));
        }
        return future;
    }

    private void open(OpenFuture future, String key, TunnelRequest request) {
        try {
            switch (tunnels.open(key, request, this)) {
                case Opened(Tunnel opened) -> confirm(future, opened);
                case Refused(var why) -> fail(future, SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED, words.of(why));
                case Failed(var reason) -> fail(future, SshConstants.SSH_OPEN_CONNECT_FAILED, words.of(reason));
            }
        } catch (RuntimeException e) {
            log.error("a tunnel could not be opened", e);
            fail(future, SshConstants.SSH_OPEN_CONNECT_FAILED, words.text("tunnel.broken"));
        }
    }

    /// The confirmation goes out before the first packet: a client takes no data on a channel that it does not know.
    private void confirm(OpenFuture future, Tunnel opened) {
        tunnel = opened;
        session().shortcut(this);
        signalChannelOpenSuccess();
        future.setOpened();
        if (isOpen()) {
            tunnels.start(opened);
        } else {
            tunnels.end(opened, CloseReason.FRIEND_LEFT);
        }
    }

    private void fail(OpenFuture future, int code, String why) {
        FriendSession friend = FriendSession.of(getSession());
        if (friend != null) {
            friend.refuse(getRecipient(), why);
            if (tookPlace) {
                friend.returnTunnel();
            }
        }
        SshChannelOpenException refusal = new SshChannelOpenException(getChannelId(), code, why);
        signalChannelOpenFailure(refusal);
        future.setException(refusal);
        close(true);
    }

    /// Takes one datagram on the short way; called by the session's reader.
    void receive(byte[] data, int offset, int length) throws IOException {
        if (!receiveWindow.consume(length)) {
            throw new SshException(
                    SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, "more data than the channel's window has room for");
        }
        Tunnel to = tunnel;
        if (to == null) {
            return;
        }
        if (length > LONGEST_DATAGRAM) {
            to.countDropped(DropReason.TOO_LARGE);
            return;
        }
        received.clear().put(data, offset, length).flip();
        switch (ethernet ? frame() : TunnelFraming.unwrap(received)) {
            case PACKET -> to.deliver(received);
            case MALFORMED -> to.countDropped(DropReason.MALFORMED);
            case WRONG_FAMILY -> to.countDropped(DropReason.WRONG_FAMILY);
        }
    }

    private TunnelFraming.Datagram frame() {
        return TunnelFraming.isFrame(received) ? TunnelFraming.Datagram.PACKET : TunnelFraming.Datagram.MALFORMED;
    }

    /// Grants the client what it has used up, once all that one read brought has been handled.
    void endOfBatch() throws IOException {
        Tunnel to = tunnel;
        if (to != null) {
            to.endOfBatch();
        }
        long now = System.nanoTime();
        if (receiveWindow.roundIsOver(now)) {
            GatewaySession session = session();
            ByteLink.RoundTrip path = session.roundTrip();
            receiveWindow.endRound(now, path, sentBytes.get(), session.waitingBytes());
            sendWindow.path(path.least());
        }
        int granted = receiveWindow.grant();
        if (granted > 0) {
            grant(granted);
        }
    }

    private void grant(int bytes) throws IOException {
        if (!session().sendWindowAdjust(getRecipient(), bytes)) {
            sendWindowAdjust(bytes);
        }
    }

    /// The client takes more; called by the session's reader.
    void expandWindow(long bytes) {
        sendWindow.expand(bytes);
    }

    /// Comes here only where it is not as it should be; {@link #expandWindow} is the short way.
    @Override
    public void handleWindowAdjust(Buffer buffer) {
        expandWindow(buffer.getUInt());
    }

    /// Data comes in on the short way alone, which is open before the client knows the channel.
    @Override
    protected void doWriteData(byte[] data, int offset, long length) throws IOException {
        throw new SshException(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, "data before the channel is open");
    }

    @Override
    protected void doWriteExtendedData(byte[] data, int offset, long length) throws IOException {
        throw new SshException(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, "a tunnel has no extended data");
    }

    @Override
    public Sending send(ByteBuffer packet) throws IOException {
        int family = ethernet ? NO_FAMILY : TunnelFraming.familyOf(packet);
        int length = packet.remaining() + (ethernet ? 0 : TunnelFraming.HEADER_BYTES);
        if (family < 0) {
            return Sending.NOT_CARRIED;
        }
        if (length > getRemoteWindow().getPacketSize()) {
            return Sending.TOO_LARGE;
        }
        if (!sendWindow.tryTake(length + RECEIVER_COUNTS_MORE)) {
            flush();
            sendWindow.take(length + RECEIVER_COUNTS_MORE);
        }
        session().appendDatagram(getRecipient(), family, packet);
        sentBytes.lazySet(sentBytes.getPlain() + length);
        return Sending.SENT;
    }

    @Override
    public void flush() throws IOException {
        session().flush();
    }

    @Override
    public Optional<Duration> roundTrip() {
        long nanos = session().roundTrip().lately();
        return nanos > 0 ? Optional.of(Duration.ofNanos(nanos)) : Optional.empty();
    }

    @Override
    public String origin() {
        return FriendSession.origin(getSession());
    }

    @Override
    public void close(CloseReason reason) {
        FriendSession friend = FriendSession.of(getSession());
        if (reason == CloseReason.FRIEND_LEFT && friend != null && friend.saidGoodbye()) {
            // His ssh ends by itself, and well, once its last channel is closed.
            return;
        }
        SessionEnding.end(getSession(), words.of(reason));
    }

    @Override
    public void close(AccessDecision.Refused why) {
        refused.end(getSession(), why);
    }

    /// The friend closed the channel, or his session ended.
    @Override
    protected void preClose() {
        sendWindow.close();
        Tunnel ended = tunnel;
        if (ended != null) {
            opener.execute(() -> tunnels.end(ended, CloseReason.FRIEND_LEFT));
        }
        super.preClose();
    }

    @Override
    public void handleEof() throws IOException {
        super.handleEof();
        close(false);
    }

    private GatewaySession session() {
        return GatewaySession.of(this);
    }
}
