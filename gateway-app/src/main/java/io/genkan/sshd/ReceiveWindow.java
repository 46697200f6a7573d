package io.genkan.sshd;

import io.genkan.ssh.transport.ByteLink.RoundTrip;

/// How many bytes the client may have on the way on a tunnel's channel: enough to fill the path, and no more. Pure.
///
/// A stock client reads its tun device only while the window is open. So the window decides how much waits in the
/// client's socket and in the queues of the network, and with it the latency of everything else in the tunnel. Where
/// a fixed window of 2 MB let a ping wait 280 ms behind an upload over a 50 Mbit/s line, one that fits the path lets
/// it wait a few.
///
/// What fits is what the path delivers during its shortest round trip, and a little that may queue. The delivered
/// rate is the highest of a round in the last ten seconds in which anything came; a round is about a round trip. With
/// a quarter more than needed the rate can rise wherever the path allows it, and so the window grows with it round by
/// round.
///
/// A transfer that begins doubles what it sends with each round trip, and a stock client *drops* what it has read from
/// its device and the window has no room for: a loss in that moment makes a slow transfer for many seconds where the
/// way is long. So as long as the rate rises the window has room for more than the double of the last flight, and a
/// tunnel in which little has passed lately has the window that it began with.
///
/// While we send much ourselves our grants wait behind it, and a window for the empty path would let an upload starve
/// beside a download: a stock client drops what it has read from its device and the window has no room for. Then the
/// round trip as it is counts, within bounds (the upload's own queue is in it too, and must not make the window larger
/// for ever), and what waits in our own computer.
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

    /// Of what came in this round and the last, as long as the rate rises. The two hold all of the last flight and half
    /// as much of the one before, and the next is the double of the last.
    private static final double GROWTH = 2;

    /// A rate that is higher than all before by so much rises.
    private static final double RISE = 1.25;

    /// A rate that has not risen for so many rounds is the path's.
    private static final int ROUNDS_TO_TELL = 3;
    /// Covers the unevenness of two computers that take turns.
    private static final int ALWAYS = 16 * 1024;

    private static final long SHORTEST_ROUND_NANOS = 10_000_000;
    private static final long MOST_OF_OUR_QUEUE_NANOS = 60_000_000;
    private static final int REMEMBERED_SECONDS = 10;
    private static final double NANOS_PER_SECOND = 1e9;

    /// The share of the window that is used before it is granted anew: small, frequent grants keep the client's
    /// sending smooth, and what is not granted yet must be well below the headroom.
    private static final int SHARE = 8;

    private static final int SMALLEST_GRANT = 8 * 1024;

    private final double[] rates = new double[REMEMBERED_SECONDS];
    private final long[] bytes = new long[REMEMBERED_SECONDS];
    private int latest;
    private long latestSecond;
    private int target = FIRST;
    private long credit = FIRST;
    private long roundBegan;
    private long roundBytes;
    private long roundSent;
    private long roundTrip;
    private double ourQueueSeconds;
    private int roundsSinceRise;
    private long lastRoundBytes;
    private double highest;

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
        return credit >= 0;
    }

    /// What is to be granted now, if anything.
    ///
    /// @return bytes for a window adjust; 0 for none yet
    int grant() {
        grow();
        long missing = target - credit;
        if (missing < Math.max(SMALLEST_GRANT, target / SHARE)) {
            return 0;
        }
        credit += missing;
        return (int) missing;
    }

    /// Whether a round has ended, so that {@link #endRound} is due.
    boolean roundIsOver(long now) {
        return now - roundBegan >= roundNanos();
    }

    private long roundNanos() {
        return Math.max(SHORTEST_ROUND_NANOS, roundTrip);
    }

    /// A flight comes in one go, and what it sets free is on the way before the round ends.
    private void grow() {
        if (roundBytes * NANOS_PER_SECOND / roundNanos() > RISE * highest) {
            roundsSinceRise = 0;
        }
        if (roundsSinceRise < ROUNDS_TO_TELL) {
            double lately = (double) (lastRoundBytes + roundBytes) * roundTrip / roundNanos();
            target = Math.max(target, bounded(GROWTH * lately + ALWAYS));
        }
    }

    /// Learns from the round that ends, and begins the next.
    ///
    /// @param path how long the way there and back takes
    /// @param sentBytes how much we have sent on the channel so far
    /// @param waitingBytes how much of it waits here to go out
    void endRound(long now, RoundTrip path, long sentBytes, int waitingBytes) {
        double seconds = (now - roundBegan) / NANOS_PER_SECOND;
        double rate = roundBytes / seconds;
        long sent = sentBytes - roundSent;
        boolean sending = sent > roundBytes / 4;
        roundSent = sentBytes;
        ourQueueSeconds = sending ? decaying(waitingBytes * seconds / sent) : 0;
        roundTrip = sending ? Math.min(path.lately(), path.least() + MOST_OF_OUR_QUEUE_NANOS) : path.least();
        if (roundBytes > 0) {
            roundsSinceRise = rate > RISE * highest ? 0 : roundsSinceRise + 1;
            remember(rate, (long) (now / NANOS_PER_SECOND));
            target = Math.max(fitting(roundTrip / NANOS_PER_SECOND + ourQueueSeconds), isQuiet() ? FIRST : 0);
        }
        roundBegan = now;
        lastRoundBytes = roundBytes;
        roundBytes = 0;
    }

    int target() {
        return target;
    }

    private void remember(double rate, long second) {
        if (second != latestSecond) {
            latestSecond = second;
            latest = (latest + 1) % REMEMBERED_SECONDS;
            rates[latest] = 0;
            bytes[latest] = 0;
        }
        rates[latest] = Math.max(rates[latest], rate);
        bytes[latest] += roundBytes;
        highest = highestOf(rates);
    }

    /// Whether so little has come lately that nobody knows what the path can do.
    private boolean isQuiet() {
        long sum = 0;
        for (long ofSecond : bytes) {
            sum += ofSecond;
        }
        return sum < FIRST;
    }

    private static double highestOf(double[] rates) {
        double highest = 0;
        for (double rate : rates) {
            highest = Math.max(highest, rate);
        }
        return highest;
    }

    /// A sample is as long as the queue happens to be; what counts is how long it gets.
    private double decaying(double sample) {
        return Math.max(Math.min(sample, MOST_OF_OUR_QUEUE_NANOS / NANOS_PER_SECOND), 0.9 * ourQueueSeconds);
    }

    private int fitting(double roundTripSeconds) {
        return bounded(highest * (HEADROOM * roundTripSeconds + QUEUE_SECONDS) + ALWAYS);
    }

    private static int bounded(double bytes) {
        return (int) Math.clamp(bytes, SMALLEST, LARGEST);
    }
}
