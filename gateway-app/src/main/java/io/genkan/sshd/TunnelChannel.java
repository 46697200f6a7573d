package io.genkan.sshd;

import io.genkan.access.TunnelRequest;
import io.genkan.ssh.TunnelFraming;
import io.genkan.tunnel.CloseReason;
import io.genkan.tunnel.FrameChannel;
import io.genkan.tunnel.Tunnel;
import io.genkan.tunnel.TunnelOpening.Failed;
import io.genkan.tunnel.TunnelOpening.Opened;
import io.genkan.tunnel.TunnelOpening.Refused;
import io.genkan.tunnel.Tunnels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.AbstractServerChannel;
import org.jspecify.annotations.Nullable;

/// A `tun@openssh.com` channel: each message's data is one datagram.
final class TunnelChannel extends AbstractServerChannel implements FrameChannel {
    /// How many bytes may wait to be written to the socket. With none waiting a packet would wait for each write to
    /// finish; with many they would queue here instead of in the kernel, where they can be dropped.
    private static final int MOST_BYTES_IN_FLIGHT = 256 * 1024;

    private static final int LONGEST_DATAGRAM = 65_536 + TunnelFraming.HEADER_BYTES;

    /// OpenSSH counts a datagram that it receives with the four bytes of its length (channels.c,
    /// channel_input_data), and one that it sends without them.
    private static final int RECEIVER_COUNTS_MORE = Integer.BYTES;

    private static final int MESSAGE_HEADROOM = 32;

    private final Tunnels tunnels;
    private final FriendWords words;
    private final Executor opener;
    private final Semaphore inFlight = new Semaphore(MOST_BYTES_IN_FLIGHT);
    private final ByteBuffer received = ByteBuffer.allocateDirect(LONGEST_DATAGRAM);
    private volatile @Nullable Tunnel tunnel;

    TunnelChannel(Tunnels tunnels, FriendWords words, Executor opener) {
        super(null);
        this.tunnels = tunnels;
        this.words = words;
        this.opener = opener;
    }

    /// Opens away from the session's reader, since making a device and its rules takes the kernel a while.
    @Override
    protected OpenFuture doInit(Buffer buffer) {
        OpenFuture future = new DefaultOpenFuture(this, this);
        Optional<TunnelRequest> request = TunnelOpenRequest.parse(buffer).request();
        FriendSession friend = FriendSession.of(getSession());
        if (friend == null || request.isEmpty()) {
            fail(future, SshConstants.SSH_OPEN_CONNECT_FAILED, words.text("tunnel.not-understood"));
        } else if (!friend.takeTunnel()) {
            fail(future, SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED, words.text("tunnel.second-in-session"));
        } else {
            String key = friend.identity().key().publicKey().base64();
            opener.execute(() -> open(future, key, request.get()));
        }
        return future;
    }

    private void open(OpenFuture future, String key, TunnelRequest request) {
        try {
            switch (tunnels.open(key, request, this)) {
                case Opened(Tunnel opened) -> confirm(future, opened);
                case Refused(var reason) ->
                    fail(future, SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED, words.of(reason));
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
        }
        SshChannelOpenException refusal = new SshChannelOpenException(getChannelId(), code, why);
        signalChannelOpenFailure(refusal);
        future.setException(refusal);
        close(true);
    }

    @Override
    protected void doWriteData(byte[] data, int offset, long length) throws IOException {
        getLocalWindow().release(length);
        Tunnel to = tunnel;
        if (to == null || length > LONGEST_DATAGRAM) {
            return;
        }
        received.clear().put(data, offset, (int) length).flip();
        if (TunnelFraming.unwrap(received)) {
            to.deliver(received);
        } else {
            to.countMalformed();
        }
    }

    @Override
    protected void doWriteExtendedData(byte[] data, int offset, long length) throws IOException {
        getLocalWindow().release(length);
        Tunnel to = tunnel;
        if (to != null) {
            to.countMalformed();
        }
    }

    @Override
    public boolean send(ByteBuffer packet) throws IOException {
        int family = TunnelFraming.familyOf(packet);
        int length = packet.remaining() + TunnelFraming.HEADER_BYTES;
        if (family < 0 || length > getRemoteWindow().getPacketSize()) {
            return false;
        }
        try {
            getRemoteWindow().waitAndConsume(length + RECEIVER_COUNTS_MORE, Long.MAX_VALUE / 2);
            inFlight.acquire(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        writeDatagram(packet, family, length);
        return true;
    }

    private void writeDatagram(ByteBuffer packet, int family, int length) throws IOException {
        Session session = getSession();
        Buffer message = session.createBuffer(SshConstants.SSH_MSG_CHANNEL_DATA, length + MESSAGE_HEADROOM);
        message.putUInt(getRecipient());
        message.putUInt(length);
        message.putUInt(family);
        int start = message.wpos();
        message.ensureCapacity(packet.remaining());
        packet.get(message.array(), start, packet.remaining());
        message.wpos(start + length - TunnelFraming.HEADER_BYTES);
        session.writePacket(message).addListener(_ -> inFlight.release(length));
    }

    @Override
    public String origin() {
        return FriendSession.origin(getSession());
    }

    @Override
    public void close(CloseReason reason) {
        SessionEnding.end(getSession(), words.of(reason));
    }

    /// The friend closed the channel, or his session ended.
    @Override
    protected void preClose() {
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
}
