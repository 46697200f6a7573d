package io.genkan.tunnel;

/// How many packets may wait in a device's queue for the friend. Pure.
///
/// A tun device never tells the kernel's scheduler to wait, so its own ring is the queue of everything that a friend
/// downloads: with the usual 500 packets a ping would wait 120 ms there behind a transfer over a 50 Mbit/s line. The
/// queue is to hold what goes out in 20 ms. It is measured only while the friend's line takes no more, since only then
/// the rate is the line's.
final class QueueLength {
    /// Before anything is known; a burst of a few transfers fits in.
    static final int FIRST = 128;

    private static final int SHORTEST = 32;
    /// The kernel's own default.
    private static final int LONGEST = 500;

    /// 20 ms of a second.
    private static final int SHARE_OF_A_SECOND = 50;

    /// The share of the time that the sender waits for the line while the line is what holds it up.
    private static final double WAITING = 0.2;

    private static final double NANOS_PER_SECOND = 1e9;

    private int length = FIRST;
    private long previousPackets;
    private long previousWaited;
    private long previousAt;

    /// Takes a sample; called by one thread, about once per second.
    ///
    /// @param packets how many have gone to the friend so far
    /// @param waitedNanos how long the sender has waited for the line so far
    /// @param now any clock in nanoseconds
    /// @return how many packets may wait
    int sample(long packets, long waitedNanos, long now) {
        double seconds = (now - previousAt) / NANOS_PER_SECOND;
        double waiting = (waitedNanos - previousWaited) / NANOS_PER_SECOND / seconds;
        if (previousAt != 0 && seconds > 0 && waiting > WAITING) {
            double perSecond = (packets - previousPackets) / seconds;
            length = (int) Math.clamp(perSecond / SHARE_OF_A_SECOND, SHORTEST, LONGEST);
        }
        previousPackets = packets;
        previousWaited = waitedNanos;
        previousAt = now;
        return length;
    }
}
