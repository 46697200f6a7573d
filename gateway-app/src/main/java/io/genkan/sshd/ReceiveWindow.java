package io.genkan.sshd;

/// How many bytes the client may have on the way on a tunnel's channel: enough to fill the path, and no more. Pure.
///
/// A stock client reads its tun device only while the window is open. So the window decides how much waits in the
/// client's socket and in the queues of the network, and with it the latency of everything else in the tunnel. Where
/// a fixed window of 2 MB let a ping wait 280 ms behind an upload over a 50 Mbit/s line, one that fits the path lets
/// it wait a few.
///
/// What fits is what the path delivers during its shortest round trip, and a little that may queue. The delivered
/// rate is the highest of the last rounds; a round is about a round trip. With a quarter more than needed the rate can
/// rise wherever the path allows it, and so the window grows with it round by round. A friend who sends little tells
/// nothing about the path, so that only rounds that used the window up can make it smaller.
///
/// The window is never taken back, which the protocol does not allow; it shrinks by granting less than was used.
/// OpenSSH counts a datagram without the four bytes of its length when it sends one, and so does this.
final class ReceiveWindow {
    /// Granted when the channel opens.
    static final int FIRST = 128 * 1024;

    private static final int SMALLEST = 32 * 1024;
    private static final int LARGEST = 2 * 1024 * 1024;

    /// What may wait in queues, beside what is on the way.
    private static final double QUEUE_SECONDS = 0.005;

    private static final double HEADROOM = 1.25;
    /// Covers the unevenness of two computers that take turns.
    private static final int ALWAYS = 16 * 1024;

    private static final long SHORTEST_ROUND_NANOS = 10_000_000;
    private static final int REMEMBERED_ROUNDS = 10;
    private static final double NANOS_PER_SECOND = 1e9;

    /// The share of the window that is used before it is granted anew: small, frequent grants keep the client's
    /// sending smooth.
    private static final int SHARE = 4;

    private final double[] rates = new double[REMEMBERED_ROUNDS];
    private int nextRate;
    private int target = FIRST;
    private long credit = FIRST;
    private long roundBegan;
    private long roundBytes;
    private boolean usedUp;

    /// @param now any clock in nanoseconds
    ReceiveWindow(long now) {
        this.roundBegan = now;
    }

    /// Notes that the client has sent bytes.
    ///
    /// @return false if it has sent more than it was granted
    boolean consume(int bytes) {
        credit -= bytes;
        roundBytes += bytes;
        usedUp |= credit < target / 2;
        return credit >= 0;
    }

    /// What is to be granted now, if anything.
    ///
    /// @return bytes for a window adjust; 0 for none yet
    int grant() {
        long missing = target - credit;
        if (missing < target / SHARE) {
            return 0;
        }
        credit += missing;
        return (int) missing;
    }

    /// Whether a round has ended, so that {@link #endRound} is due.
    ///
    /// @param leastRoundTrip the path's shortest round trip in nanoseconds
    boolean roundIsOver(long now, long leastRoundTrip) {
        return now - roundBegan >= Math.max(SHORTEST_ROUND_NANOS, leastRoundTrip);
    }

    /// Learns from the round that ends, and begins the next.
    ///
    /// @param leastRoundTrip the path's shortest round trip in nanoseconds
    void endRound(long now, long leastRoundTrip) {
        double rate = roundBytes * NANOS_PER_SECOND / (now - roundBegan);
        if (usedUp || rate > highest()) {
            rates[nextRate] = rate;
            nextRate = (nextRate + 1) % REMEMBERED_ROUNDS;
            target = fitting(highest(), leastRoundTrip / NANOS_PER_SECOND);
        }
        roundBegan = now;
        roundBytes = 0;
        usedUp = false;
    }

    int target() {
        return target;
    }

    private double highest() {
        double highest = 0;
        for (double rate : rates) {
            highest = Math.max(highest, rate);
        }
        return highest;
    }

    private static int fitting(double bytesPerSecond, double roundTripSeconds) {
        double fits = bytesPerSecond * (HEADROOM * roundTripSeconds + QUEUE_SECONDS) + ALWAYS;
        return (int) Math.clamp(fits, SMALLEST, LARGEST);
    }
}
