package io.genkan.ssh.transport;

import io.genkan.linux.TcpSocket;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// A TCP connection. Reading waits in the read itself, which is one system call and one wake-up for what has come;
/// writing never waits, but in {@link #awaitWritable}.
final class SocketLink implements ByteLink {
    /// Enough for a login; whoever has not logged in is to cost little.
    private static final int FIRST_WRITE_BYTES = 4 * 1024;
    private static final int MOST_WRITE_BYTES = 64 * 1024;

    private final SocketChannel socket;
    private final SocketAddress remote;
    private final SocketAddress local;
    private final TcpSocket tcp;
    /// Held while the connection's file descriptor is used for writing, and for closing it.
    private final ReentrantLock writing = new ReentrantLock();
    /// The same for asking about it.
    private final ReentrantLock asking = new ReentrantLock();

    private TcpSocket.OutgoingMemory outgoing = new TcpSocket.OutgoingMemory(FIRST_WRITE_BYTES);
    private final UnsentLimit unsent = new UnsentLimit(System.nanoTime());
    private volatile int waiting;
    private volatile boolean closed;

    SocketLink(SocketChannel socket) throws IOException {
        this.socket = socket;
        // Without it Nagle's algorithm would hold back a ping's answer until the last packet is acknowledged.
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        this.tcp = TcpSocket.of(socket);
        keepQueuesShort();
        this.remote = socket.getRemoteAddress();
        this.local = socket.getLocalAddress();
    }

    /// What waits in the socket delays every later packet, and what overfills the network's queues too: BBR sends at
    /// the rate that the path delivers, where the usual congestion control fills every queue until it overflows.
    private void keepQueuesShort() {
        tcp.unsentLimit(UnsentLimit.FIRST);
        tcp.congestionControl("bbr");
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return socket.read(into);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        writing.lock();
        try {
            if (closed) {
                throw new ClosedChannelException();
            }
            int before = tcp.unsentBytes();
            int room = unsent.limit() - before;
            int written = room > 0 ? write(from, room) : 0;
            waiting = before + written;
            if (written == 0) {
                unsent.noteFull();
            } else if (unsent.noteWritten(written, System.nanoTime())) {
                tcp.unsentLimit(unsent.limit());
            }
            return written;
        } finally {
            writing.unlock();
        }
    }

    /// The kernel looks at its limit only where a new piece of memory begins, which is too late for a short queue.
    private int write(ByteBuffer from, int most) throws IOException {
        ByteBuffer bytes = outgoingFor(from.remaining()).bytes().clear();
        int length = Math.min(Math.min(from.remaining(), most), bytes.remaining());
        bytes.put(0, from, from.position(), length).limit(length);
        int written = tcp.write(outgoing);
        from.position(from.position() + written);
        return written;
    }

    private TcpSocket.OutgoingMemory outgoingFor(int bytes) {
        if (bytes > outgoing.bytes().capacity() && outgoing.bytes().capacity() < MOST_WRITE_BYTES) {
            outgoing = new TcpSocket.OutgoingMemory(MOST_WRITE_BYTES);
        }
        return outgoing;
    }

    @Override
    public boolean awaitWritable(Duration patience) throws IOException {
        writing.lock();
        try {
            if (closed) {
                throw new ClosedChannelException();
            }
            return tcp.awaitWritable((int) patience.toMillis());
        } finally {
            writing.unlock();
        }
    }

    @Override
    public int unsentBytes() {
        return waiting;
    }

    @Override
    public RoundTrip roundTrip() {
        asking.lock();
        try {
            return closed ? RoundTrip.UNKNOWN : known();
        } finally {
            asking.unlock();
        }
    }

    private RoundTrip known() {
        return tcp.roundTrip()
                .map(trip -> new RoundTrip(
                        TimeUnit.MICROSECONDS.toNanos(trip.least()), TimeUnit.MICROSECONDS.toNanos(trip.smoothed())))
                .orElse(RoundTrip.UNKNOWN);
    }

    @Override
    public void finish() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public SocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public SocketAddress localAddress() {
        return local;
    }

    /// Whoever waits in the kernel for the connection is woken first, so that nobody uses the descriptor's number when
    /// it is free for another file.
    @Override
    public void close() {
        closed = true;
        quietly(socket::shutdownInput);
        quietly(socket::shutdownOutput);
        writing.lock();
        asking.lock();
        try {
            quietly(socket::close);
        } finally {
            asking.unlock();
            writing.unlock();
        }
    }

    private interface Ending {
        void run() throws IOException;
    }

    private static void quietly(Ending ending) {
        try {
            ending.run();
        } catch (IOException e) {
            // It is as closed as it will ever be.
        }
    }
}
