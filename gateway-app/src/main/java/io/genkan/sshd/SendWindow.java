package io.genkan.sshd;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How many bytes the client will still take on a channel (RFC 4254 §5.2).
final class SendWindow {
    /// How long it is waited for a grant with window left.
    private static final long STALL_MILLIS = 5;

    private Duration patience = Duration.ZERO;
    private final SendBound bound = new SendBound();
    private long granted;
    private long left;
    private boolean closed;

    /// Sets it to what the client granted when it opened the channel.
    ///
    /// @param longest how long {@link #take} waits without the window being opened further
    synchronized void open(long bytes, Duration longest) {
        granted = bytes;
        left = bytes;
        bound.open(bytes, System.nanoTime());
        patience = longest;
    }

    /// The client grants more. What goes beyond the 2³² - 1 bytes of RFC 4254 §5.2 is lost to it.
    synchronized void expand(long bytes) {
        left = Math.min(left + bytes, 0xffffffffL);
        bound.granted(bytes, System.nanoTime());
        notifyAll();
    }

    /// Notes how long the way there and back takes at best.
    void path(long nanos) {
        bound.path(nanos);
    }

    /// Takes bytes out of the window if it has as many.
    synchronized boolean tryTake(int bytes) {
        if (!mayTake(bytes)) {
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
            while (!mayTake(bytes) && !closed) {
                long before = left;
                boolean ourChoice = left >= bytes;
                if (ourChoice) {
                    bound.hold();
                }
                wait(ourChoice ? STALL_MILLIS : millisUntil(since + patience.toNanos()));
                if (ourChoice && left == before) {
                    bound.stalled();
                }
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

    private boolean mayTake(int bytes) {
        return left >= bytes && granted - left + bytes <= bound.bytes();
    }

    /// Takes up to so many bytes out of the window, and waits, for as long as it may be, until it has any.
    ///
    /// @return how many; at least 1
    /// @throws IOException if the channel is closed
    synchronized int takeSome(int most) throws IOException {
        try {
            while (left == 0 && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (closed) {
            throw new IOException("the channel is closed");
        }
        int taken = (int) Math.min(left, most);
        left -= taken;
        return taken;
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
