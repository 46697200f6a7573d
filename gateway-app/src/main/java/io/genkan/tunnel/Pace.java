package io.genkan.tunnel;

import io.genkan.access.BitRate;
import java.util.concurrent.TimeUnit;

/// A token bucket: tells who wants to send how long he has to wait first. Pure but for what it remembers; safe from
/// any thread.
final class Pace {
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long BITS_PER_BYTE = 8;
    private static final long BURST_NANOS = NANOS_PER_SECOND / 4;

    /// What others use up of the rate is at most this much of it, so that something is always left.
    private static final double MOST_FOR_OTHERS = 7.0 / 8;

    /// When all that was let pass so far has passed at the rate, by the clock of `System.nanoTime`.
    private long doneAt;
    private long asked;
    private long seenOfOthers;

    /// @param now by the clock of `System.nanoTime`
    Pace(long now) {
        doneAt = now - BURST_NANOS;
        asked = now;
    }

    /// Lets bytes pass after a wait.
    ///
    /// @param byOthers the bytes that have passed until now on other ways and count too; smaller than before when
    ///     some of those ways have ended
    /// @return how long to wait first, in nanoseconds; 0 or less for not at all
    synchronized long reserve(long bytes, BitRate rate, long byOthers, long now) {
        double most = MOST_FOR_OTHERS * (now - asked);
        long others = (long) Math.min(most, (double) nanos(Math.max(0, byOthers - seenOfOthers), rate));
        asked = now;
        seenOfOthers = byOthers;
        doneAt = Math.max(doneAt + others, now - BURST_NANOS);
        long wait = doneAt - now;
        doneAt += nanos(bytes, rate);
        return wait;
    }

    private static long nanos(long bytes, BitRate rate) {
        return (long) ((double) bytes * BITS_PER_BYTE * NANOS_PER_SECOND / rate.bitsPerSecond());
    }
}
