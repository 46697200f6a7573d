package io.genkan.ssh.transport;

/// How many bytes may wait in a socket to be sent the first time. Pure.
///
/// What waits there delays everything written later: a ping, and the grants that let the other side send. So it is to
/// be what goes out in a few milliseconds. The rate is measured only while the socket takes no more, since only then
/// it is the line's; whoever has little to send says nothing about the line.
final class UnsentLimit {
    /// Before anything is known: about one write of a tunnel.
    static final int FIRST = 64 * 1024;

    /// Less, and the sender would have to wake up more often than a busy computer lets it.
    private static final int LEAST = 16 * 1024;

    private static final int MOST = 128 * 1024;

    /// 4 ms of a second.
    private static final int SHARE_OF_A_SECOND = 250;

    private static final long INTERVAL_NANOS = 100_000_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private int limit = FIRST;
    private long began;
    private long bytes;
    private boolean wasFull;

    /// @param now any clock in nanoseconds
    UnsentLimit(long now) {
        this.began = now;
    }

    int limit() {
        return limit;
    }

    /// Notes that the socket had no room.
    void noteFull() {
        wasFull = true;
    }

    /// Notes that the socket took bytes.
    ///
    /// @return whether the limit is another from now on
    boolean noteWritten(int count, long now) {
        bytes += count;
        if (now - began < INTERVAL_NANOS) {
            return false;
        }
        int before = limit;
        if (wasFull) {
            limit = fitting(bytes * NANOS_PER_SECOND / (now - began));
        }
        began = now;
        bytes = 0;
        wasFull = false;
        return limit != before;
    }

    /// In powers of two, so that it changes seldom.
    private static int fitting(double bytesPerSecond) {
        int enough = (int) Math.clamp(bytesPerSecond / SHARE_OF_A_SECOND, LEAST, MOST);
        return Integer.highestOneBit(2 * enough - 1);
    }
}
