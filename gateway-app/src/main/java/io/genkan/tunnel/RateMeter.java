package io.genkan.tunnel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rates out of successive readings: one that is smoothed, so that a page shows a number that can be read, and
/// those of the last minute as they were, for a line.
final class RateMeter {
    /// The share of the newest second in the shown rate; the rest is what was shown before.
    private static final double NEWEST = 0.5;

    private static final int REMEMBERED_SAMPLES = 60;

    private final Deque<Rates> remembered = new ArrayDeque<>();
    private TrafficMeter.@Nullable Reading previous;
    private Instant previousAt = Instant.EPOCH;
    private Rates latest = Rates.NONE;

    /// Takes a reading; called about once per second.
    synchronized void sample(TrafficMeter.Reading reading, Instant now) {
        TrafficMeter.Reading before = previous;
        double seconds = Duration.between(previousAt, now).toMillis() / 1000.0;
        if (before != null && seconds > 0) {
            Rates newest = new Rates(
                    rate(reading.bytesFromFriend() - before.bytesFromFriend(), seconds),
                    rate(reading.bytesToFriend() - before.bytesToFriend(), seconds));
            latest = new Rates(
                    smooth(latest.bitsPerSecondFromFriend(), newest.bitsPerSecondFromFriend()),
                    smooth(latest.bitsPerSecondToFriend(), newest.bitsPerSecondToFriend()));
            remember(newest);
        }
        previous = reading;
        previousAt = now;
    }

    synchronized Rates latest() {
        return latest;
    }

    /// The rate of each sample of about the last minute, the oldest first.
    synchronized List<Rates> lastMinute() {
        return List.copyOf(remembered);
    }

    private void remember(Rates newest) {
        if (remembered.size() == REMEMBERED_SAMPLES) {
            remembered.removeFirst();
        }
        remembered.addLast(newest);
    }

    private static long rate(long bytes, double seconds) {
        return Math.round(bytes * 8 / seconds);
    }

    private static long smooth(long shown, long newest) {
        return Math.round(NEWEST * newest + (1 - NEWEST) * shown);
    }
}
