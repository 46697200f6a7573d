package io.genkan.ssh.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;

/// A two-way stream of bytes that carries one SSH session: a TCP socket, or a channel through a relay.
///
/// One thread reads. One thread at a time writes, and may do so while another reads. Any thread may close.
public interface ByteLink extends AutoCloseable {
    /// Waits for bytes and reads what is there.
    ///
    /// @param into has room; filled from its position on
    /// @return how many were read, at least 1; -1 at the end of the stream
    int read(ByteBuffer into) throws IOException;

    /// Writes what can be written without waiting.
    ///
    /// @param from written from its position on
    /// @return how many were written; may be 0
    int write(ByteBuffer from) throws IOException;

    /// Waits until {@link #write} can write again.
    ///
    /// @return false if that did not happen in time; true also if it cannot happen any more, as writing then tells
    boolean awaitWritable(Duration patience) throws IOException;

    /// Tells the other side that nothing more comes; what it still sends can be read.
    void finish() throws IOException;

    /// How many bytes waited here to be sent, when last something was written. Any thread may ask.
    int unsentBytes();

    /// How long the way there and back takes; zeros if it is not known. Called by the thread that reads.
    RoundTrip roundTrip();

    /// A round trip in nanoseconds.
    ///
    /// @param least at best, without queues
    /// @param lately with the queues that there are
    record RoundTrip(long least, long lately) {
        /// Nothing is known.
        public static final RoundTrip UNKNOWN = new RoundTrip(0, 0);
    }

    /// The address of the other side.
    SocketAddress remoteAddress();

    /// The address of this side.
    SocketAddress localAddress();

    /// Closes; a thread that waits in any method above returns or fails.
    @Override
    void close();
}
