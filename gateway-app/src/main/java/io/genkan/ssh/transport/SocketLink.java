package io.genkan.ssh.transport;

import io.genkan.linux.TcpSocket;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A TCP connection. Non-blocking underneath: reading waits in one selector, writing in another, so that neither
/// direction ever holds up the other.
final class SocketLink implements ByteLink {
    /// About one write of the pump.
    private static final int UNSENT_BYTES = 64 * 1024;

    private final SocketChannel socket;
    private final SocketAddress remote;
    private final SocketAddress local;
    private final Selector readable = Selector.open();
    private final Selector writable = Selector.open();
    private final Optional<TcpSocket> tcp;
    /// Whether the last read took all that was there: the next one then waits at once, instead of being told first
    /// that there is nothing. Belongs to the thread that reads.
    private boolean drained;

    private volatile boolean readingStopped;

    SocketLink(SocketChannel socket) throws IOException {
        this.socket = socket;
        // Without it Nagle's algorithm would hold back a ping's answer until the last packet is acknowledged.
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.configureBlocking(false);
        this.tcp = TcpSocket.of(socket);
        tcp.ifPresent(SocketLink::keepQueuesShort);
        this.remote = socket.getRemoteAddress();
        this.local = socket.getLocalAddress();
        socket.register(readable, SelectionKey.OP_READ);
        socket.register(writable, SelectionKey.OP_WRITE);
    }

    /// What waits in the socket delays every later packet, and what overfills the network's queues too: BBR sends at
    /// the rate that the path delivers, where the usual congestion control fills every queue until it overflows.
    private static void keepQueuesShort(TcpSocket tcp) {
        tcp.unsentLimit(UNSENT_BYTES);
        tcp.congestionControl("bbr");
    }

    @Override
    public RoundTrip roundTrip() {
        return tcp.flatMap(TcpSocket::roundTrip)
                .map(trip -> new RoundTrip(
                        TimeUnit.MICROSECONDS.toNanos(trip.least()), TimeUnit.MICROSECONDS.toNanos(trip.smoothed())))
                .orElse(RoundTrip.UNKNOWN);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int count = drained ? 0 : socket.read(into);
        while (count == 0 && !readingStopped) {
            await(readable, 0);
            count = socket.read(into);
        }
        drained = into.hasRemaining();
        return readingStopped ? -1 : count;
    }

    @Override
    public void stopReading() {
        readingStopped = true;
        readable.wakeup();
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        return socket.write(from);
    }

    @Override
    public boolean awaitWritable(Duration patience) throws IOException {
        return await(writable, patience.toMillis());
    }

    @Override
    public void finish(Duration patience) throws IOException {
        socket.shutdownOutput();
        ByteBuffer thrownAway = ByteBuffer.allocate(8192);
        long end = System.nanoTime() + patience.toNanos();
        while (socket.read(thrownAway.clear()) >= 0) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return;
            }
            if (thrownAway.position() == 0) {
                await(readable, left);
            }
        }
    }

    /// Waits for a selector.
    ///
    /// @param millis how long to wait; 0 means for ever
    private static boolean await(Selector selector, long millis) throws IOException {
        try {
            boolean ready = selector.select(millis) > 0;
            selector.selectedKeys().clear();
            return ready;
        } catch (ClosedSelectorException e) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public SocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public SocketAddress localAddress() {
        return local;
    }

    @Override
    public void close() {
        closeQuietly(socket);
        closeQuietly(readable);
        closeQuietly(writable);
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // It is as closed as it will ever be.
        }
    }
}
