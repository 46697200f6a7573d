package io.genkan.ssh.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.apache.sshd.common.io.IoHandler;

/// A link to nowhere: what is written to it is gone, and nothing comes from it.
public final class MemoryLink implements ByteLink {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final SocketAddress NOWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

    private MemoryLink() {}

    /// The library's view of such a link, which nobody reads: a test hands its bytes to the handler.
    public static LinkIoSession session(IoHandler handler) {
        LinkAcceptor acceptor = new LinkAcceptor(handler, PATIENCE, _ -> Optional.empty());
        return new LinkIoSession(new MemoryLink(), acceptor, handler, NOWHERE, PATIENCE);
    }

    @Override
    public int read(ByteBuffer into) {
        return -1;
    }

    @Override
    public int write(ByteBuffer from) {
        int count = from.remaining();
        from.position(from.limit());
        return count;
    }

    @Override
    public boolean awaitWritable(Duration patience) {
        return true;
    }

    @Override
    public void finish() {
        // Nobody is there to be told.
    }

    @Override
    public int unsentBytes() {
        return 0;
    }

    @Override
    public RoundTrip roundTrip() {
        return RoundTrip.UNKNOWN;
    }

    @Override
    public SocketAddress remoteAddress() {
        return NOWHERE;
    }

    @Override
    public SocketAddress localAddress() {
        return NOWHERE;
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
