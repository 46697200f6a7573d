package io.genkan.sshd;

import java.io.IOException;

/// How many bytes the client will still take on a channel (RFC 4254 §5.2).
final class SendWindow {
    private long left;
    private boolean closed;

    /// Sets it to what the client granted when it opened the channel.
    synchronized void open(long bytes) {
        left = bytes;
    }

    /// The client grants more.
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
    /// @throws IOException if the channel is closed
    synchronized void take(int bytes) throws IOException {
        try {
            while (left < bytes && !closed) {
                wait();
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

    /// Lets whoever waits go, now and for good.
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
