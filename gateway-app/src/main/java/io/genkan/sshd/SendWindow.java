package io.genkan.sshd;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How many bytes the client will still take on a channel (RFC 4254 §5.2).
final class SendWindow {
    private Duration patience = Duration.ZERO;
    private long left;
    private boolean closed;

    /// Sets it to what the client granted when it opened the channel.
    ///
    /// @param longest how long {@link #take} waits without the window being opened further
    synchronized void open(long bytes, Duration longest) {
        left = bytes;
        patience = longest;
    }

    /// The client grants more. What goes beyond the 2³² - 1 bytes of RFC 4254 §5.2 is lost to it.
    synchronized void expand(long bytes) {
        left = Math.min(left + bytes, 0xffffffffL);
        notifyAll();
    }

    /// Takes bytes out of the window if it has as many.
    synchronized boolean tryTake(int bytes) {
        if (left < bytes) {
            return false;
        }
        left -= bytes;
        return true;
    }

    /// Takes bytes out of the window, and waits until it has as many.
    ///
    /// @throws SocketTimeoutException if the client did not open the window any further for too long
    /// @throws IOException if the channel is closed
    synchronized void take(int bytes) throws IOException {
        long since = System.nanoTime();
        try {
            while (left < bytes && !closed) {
                long before = left;
                wait(millisUntil(since + patience.toNanos()));
                since = left == before ? since : System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (closed) {
            throw new IOException("the channel is closed");
        }
        left -= bytes;
    }

    private long millisUntil(long end) throws SocketTimeoutException {
        long nanos = end - System.nanoTime();
        if (nanos <= 0) {
            throw new SocketTimeoutException("the window stayed shut for " + patience.toSeconds() + " s");
        }
        return TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
    }

    /// Lets whoever waits go, now and for good.
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
