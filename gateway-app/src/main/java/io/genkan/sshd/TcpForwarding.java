package io.genkan.sshd;

import io.genkan.access.AccessDecision;
import io.genkan.access.AccessDecision.Granted;
import io.genkan.access.AccessDecision.Refused;
import io.genkan.tunnel.Forwarding;
import io.genkan.tunnel.ForwardingOpening.Opened;
import io.genkan.tunnel.ForwardingOpening.TooMany;
import io.genkan.tunnel.Forwardings;
import io.genkan.tunnel.FriendsLine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.channel.AbstractServerChannel;
import org.jspecify.annotations.Nullable;

/// A `direct-tcpip` channel: a TCP connection that the gateway makes for a friend (`ssh -L`, `-D`, `-W`, `-J`).
///
/// Two threads carry it. One reads the LAN's side and sends, and waits for the friend's window and for the socket to
/// him. The other writes what the session's reader has put into a queue; the channel's window bounds the queue, and is
/// opened again only for what the LAN has taken. The session's reader never waits.
// The superclass's constructor hands this object to nobody.
@SuppressWarnings("this-escape")
final class TcpForwarding extends AbstractServerChannel implements FriendsLine {
    /// Enough for 100 Mbit/s over 20 ms, and small enough for as many connections as there may be at once.
    private static final int WINDOW = 256 * 1024;

    private static final int LONGEST_DATA = 32 * 1024;
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);
    /// In the queue, where nothing else is empty: the friend sends no more.
    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private final Forwardings forwardings;
    private final FriendWords words;
    private final Executor executor;
    private final SendWindow sendWindow = new SendWindow();
    private final BlockingQueue<ByteBuffer> fromFriend = new LinkedBlockingQueue<>();
    private final AtomicInteger directionsOpen = new AtomicInteger(2);
    private volatile @Nullable SocketChannel socket;
    private volatile @Nullable Forwarding forwarding;
    private volatile boolean ended;

    TcpForwarding(Forwardings forwardings, FriendWords words, Executor executor) {
        super(null);
        this.forwardings = forwardings;
        this.words = words;
        this.executor = executor;
        CoreModuleProperties.WINDOW_SIZE.set(this, (long) WINDOW);
        CoreModuleProperties.MAX_PACKET_SIZE.set(this, (long) LONGEST_DATA);
    }

    @Override
    protected OpenFuture doInit(Buffer buffer) {
        OpenFuture future = new DefaultOpenFuture(this, this);
        sendWindow.open(getRemoteWindow().getSize(), Duration.ZERO);
        Optional<ForwardRequest> request = ForwardRequest.parse(buffer);
        FriendSession friend = FriendSession.of(getSession());
        if (friend == null || request.isEmpty()) {
            fail(future, SshConstants.SSH_OPEN_CONNECT_FAILED, words.text("forward.not-understood"));
        } else {
            String key = friend.identity().key().publicKey().base64();
            executor.execute(() -> open(future, key, request.get()));
        }
        return future;
    }

    private void open(OpenFuture future, String key, ForwardRequest request) {
        String where = request.host() + ":" + request.port();
        try {
            Optional<InetAddress> address = HostLookup.find(request.host());
            if (address.isEmpty()) {
                fail(future, SshConstants.SSH_OPEN_CONNECT_FAILED, words.text("forward.no-such-host", request.host()));
                return;
            }
            InetSocketAddress to = new InetSocketAddress(address.get(), request.port());
            switch (forwardings.decide(key, to)) {
                case Granted granted -> connect(future, key, granted, to);
                case Refused refused -> refuse(future, refused, where);
            }
        } catch (IOException e) {
            fail(future, SshConstants.SSH_OPEN_CONNECT_FAILED, words.text("forward.no-answer", where));
        } catch (RuntimeException e) {
            log.error("a connection could not be made", e);
            fail(future, SshConstants.SSH_OPEN_CONNECT_FAILED, words.text("forward.no-answer", where));
        }
    }

    private void connect(OpenFuture future, String key, Granted granted, InetSocketAddress to) throws IOException {
        switch (forwardings.register(granted, to, FriendSession.origin(getSession()), this)) {
            case TooMany() -> fail(future, SshConstants.SSH_OPEN_RESOURCE_SHORTAGE, words.text("forward.too-many"));
            case Opened(Forwarding registered) -> {
                forwarding = registered;
                if (ended) {
                    forwardings.remove(registered);
                    throw new IOException("the session has ended");
                }
                SocketChannel opened = SocketChannel.open();
                socket = opened;
                opened.socket().connect(to, (int) CONNECT_PATIENCE.toMillis());
                opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
                // Somebody may have taken the permission back in the meantime, or the session may have ended.
                AccessDecision now = forwardings.decide(key, to);
                if (now instanceof Refused refused) {
                    refuse(future, refused, to.getAddress().getHostAddress() + ":" + to.getPort());
                } else if (ended) {
                    throw new IOException("the session has ended");
                } else {
                    confirm(future, opened, registered);
                }
            }
        }
    }

    private void confirm(OpenFuture future, SocketChannel opened, Forwarding registered) {
        signalChannelOpenSuccess();
        future.setOpened();
        executor.execute(() -> carryToLan(opened, registered));
        executor.execute(() -> carryToFriend(opened, registered));
        FriendSession friend = FriendSession.of(getSession());
        if (friend != null && friend.noteConnection()) {
            forwardings.tellConnected(friend.identity(), FriendSession.origin(getSession()));
        }
    }

    private void refuse(OpenFuture future, Refused refused, String where) {
        forwardings.countRefusal(refused);
        FriendSession friend = FriendSession.of(getSession());
        if (friend != null) {
            forwardings.tellRefused(friend.identity(), FriendSession.origin(getSession()), where, refused);
        }
        fail(future, SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED, words.of(Locale.ENGLISH, refused, where));
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

    /// Called by the session's reader; the data is nobody else's.
    @Override
    protected void doWriteData(byte[] data, int offset, long length) throws IOException {
        if (length > 0) {
            fromFriend.add(ByteBuffer.wrap(data, offset, (int) length));
        }
    }

    @Override
    protected void doWriteExtendedData(byte[] data, int offset, long length) throws IOException {
        getLocalWindow().release(length);
    }

    @Override
    public void handleWindowAdjust(Buffer buffer) {
        sendWindow.expand(buffer.getUInt());
    }

    @Override
    public void handleEof() throws IOException {
        super.handleEof();
        fromFriend.add(END);
    }

    private void carryToLan(SocketChannel lan, Forwarding counted) {
        try {
            ByteBuffer data = fromFriend.take();
            while (data.hasRemaining()) {
                int length = data.remaining();
                counted.passFromFriend(length);
                while (data.hasRemaining()) {
                    lan.write(data);
                }
                getLocalWindow().release(length);
                data = fromFriend.take();
            }
            lan.shutdownOutput();
            endOfDirection();
        } catch (IOException e) {
            hangUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            hangUp();
        }
    }

    private void carryToFriend(SocketChannel lan, Forwarding counted) {
        GatewaySession session = GatewaySession.of(this);
        ByteBuffer data = ByteBuffer.allocateDirect(LONGEST_DATA);
        int longest = (int) Math.min(LONGEST_DATA, getRemoteWindow().getPacketSize());
        try {
            while (lan.read(data.clear().limit(longest)) >= 0) {
                data.flip();
                counted.passToFriend(data.remaining());
                int end = data.limit();
                while (data.position() < end) {
                    data.limit(data.position() + sendWindow.takeSome(end - data.position()));
                    session.appendDatagram(getRecipient(), 0, data);
                    session.flush();
                }
            }
            sendEof();
            endOfDirection();
        } catch (IOException e) {
            hangUp();
        }
    }

    private void endOfDirection() {
        if (directionsOpen.decrementAndGet() == 0) {
            hangUp();
        }
    }

    @Override
    public void hangUp() {
        close(false);
    }

    @Override
    public void hangUp(Refused why) {
        hangUp();
        Forwarding ended = forwarding;
        FriendSession friend = FriendSession.of(getSession());
        if (ended != null && friend != null) {
            String told = words.of(Locale.ENGLISH, why, ended.view().destination());
            if (!friend.tell(told)) {
                SessionEnding.end(getSession(), told);
            }
        }
    }

    @Override
    protected void preClose() {
        ended = true;
        sendWindow.close();
        fromFriend.add(END);
        Forwarding registered = forwarding;
        if (registered != null) {
            forwardings.remove(registered);
        }
        SocketChannel open = socket;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                log.debug("a connection did not close in order: {}", e.toString());
            }
        }
        super.preClose();
    }
}
