package io.genkan.ssh.transport;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is encrypted and not yet written, and the writing of it.
///
/// Two buffers take turns: packets are appended to one while the other is being written. Appending never waits, so
/// that the thread that reads a session can always answer (window adjusts, key exchange) even while the thread that
/// sends a tunnel's packets waits for the socket. Two peers that each stop reading until they have written would wait
/// for each other for ever.
///
/// Whoever wants to be sure that all is written calls {@link #flush} and waits; whoever must not wait calls
/// {@link #tryFlush}, and if the socket is full the rest is written by a thread that may.
public final class OutgoingBytes {
    private static final Logger log = LoggerFactory.getLogger(OutgoingBytes.class);

    /// A peer that makes us answer without ever reading: more than that is not kept for it.
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final int FIRST_CAPACITY = 16 * 1024;
    /// A buffer that a burst has made larger is not kept: fifty idle friends would each hold one.
    private static final int KEPT_CAPACITY = 256 * 1024;

    private final ByteLink link;
    private final Duration patience;
    /// Guards {@link #filling} and {@link #filled}; held for the time of a copy.
    private final ReentrantLock appending = new ReentrantLock();

    private byte[] filling = new byte[FIRST_CAPACITY];
    private volatile int filled;
    /// How much was taken to be written, and is not all written yet.
    private volatile int taken;
    /// Guards {@link #draining}; held for the time of a write, and by {@link #flush} while it waits.
    private final ReentrantLock writing = new ReentrantLock();

    private ByteBuffer draining = ByteBuffer.allocate(FIRST_CAPACITY).limit(0);
    private volatile boolean leftToLateWriter;

    /// @param link where the bytes go
    /// @param patience how long the other side may take nothing
    public OutgoingBytes(ByteLink link, Duration patience) {
        this.link = link;
        this.patience = patience;
    }

    /// Appends bytes; does not write them.
    public void append(byte[] bytes, int offset, int length) throws IOException {
        int at = beginAppend(length);
        System.arraycopy(bytes, offset, filling, at, length);
        endAppend(length);
    }

    /// Begins to append in place; {@link #array} then has room from the returned offset on. Must be followed by
    /// {@link #endAppend} or {@link #cancelAppend} in the same thread.
    ///
    /// @return the offset
    public int beginAppend(int length) throws IOException {
        appending.lock();
        int needed = filled + length;
        if (needed > MOST_BYTES) {
            appending.unlock();
            throw new IOException("the other side does not read: " + filled + " bytes wait for it");
        }
        if (needed > filling.length) {
            filling = Arrays.copyOf(filling, Math.max(needed, 2 * filling.length));
        }
        return filled;
    }

    /// The array to write into, between {@link #beginAppend} and {@link #endAppend}.
    public byte[] array() {
        return filling;
    }

    /// Ends appending in place.
    ///
    /// @param length how many bytes were written
    public void endAppend(int length) {
        int total = filled + length;
        filled = total;
        appending.unlock();
    }

    /// Ends appending in place without anything appended.
    public void cancelAppend() {
        appending.unlock();
    }

    /// How many bytes wait to be written, at most.
    int waiting() {
        return filled + taken;
    }

    /// Writes all that is appended, and waits as long as the socket takes.
    ///
    /// @throws SocketTimeoutException if the other side took nothing for too long
    /// @throws IOException if the link fails
    public void flush() throws IOException {
        do {
            writing.lock();
            try {
                while (draining.hasRemaining() || take()) {
                    if (link.write(draining) == 0 && !link.awaitWritable(patience)) {
                        throw new SocketTimeoutException(
                                "the other side has taken nothing for " + patience.toSeconds() + " s");
                    }
                }
            } finally {
                writing.unlock();
            }
        } while (filled > 0);
    }

    /// Writes what can be written without waiting. If another thread is writing it takes care of all; if the socket is
    /// full, a thread of its own does.
    public void tryFlush() throws IOException {
        while (filled > 0 && writing.tryLock()) {
            boolean full;
            try {
                full = writeUntilFull();
            } finally {
                writing.unlock();
            }
            if (full) {
                leaveToLateWriter();
                return;
            }
        }
    }

    private boolean writeUntilFull() throws IOException {
        while (draining.hasRemaining() || take()) {
            if (link.write(draining) == 0) {
                return true;
            }
        }
        return false;
    }

    private void leaveToLateWriter() {
        if (leftToLateWriter) {
            return;
        }
        leftToLateWriter = true;
        // Not a virtual one: it waits in the kernel.
        Thread.ofPlatform().name("ssh-late-writer").daemon().start(() -> {
            leftToLateWriter = false;
            try {
                flush();
            } catch (IOException e) {
                log.info("the connection from {} is cut: {}", link.remoteAddress(), e.getMessage());
                link.close();
            }
        });
    }

    /// Takes what has been appended as the next to be written.
    private boolean take() {
        appending.lock();
        try {
            taken = filled;
            if (filled == 0) {
                return false;
            }
            byte[] written = draining.array();
            draining = ByteBuffer.wrap(filling, 0, filled);
            filling = written.length > KEPT_CAPACITY ? new byte[FIRST_CAPACITY] : written;
            filled = 0;
            return true;
        } finally {
            appending.unlock();
        }
    }
}
