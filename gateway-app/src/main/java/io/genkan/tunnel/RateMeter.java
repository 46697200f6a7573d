package io.genkan.tunnel;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Rates out of successive readings, smoothed so that a page shows a number that can be read.
final class RateMeter {
    /// The share of the newest second in the shown rate; the rest is what was shown before.
    private static final double NEWEST = 0.5;

    private TrafficMeter.@Nullable Reading previous;
    private Instant previousAt = Instant.EPOCH;
    private volatile Rates latest = new Rates(0, 0);

    /// The rates at one moment.
    record Rates(long bitsPerSecondFromFriend, long bitsPerSecondToFriend) {}

    /// Takes a reading; called by one thread, about once per second.
    void sample(TrafficMeter.Reading reading, Instant now) {
        TrafficMeter.Reading before = previous;
        double seconds = Duration.between(previousAt, now).toMillis() / 1000.0;
        if (before != null && seconds > 0) {
            latest = new Rates(
                    smooth(
                            latest.bitsPerSecondFromFriend,
                            reading.bytesFromFriend() - before.bytesFromFriend(),
                            seconds),
                    smooth(latest.bitsPerSecondToFriend, reading.bytesToFriend() - before.bytesToFriend(), seconds));
        }
        previous = reading;
        previousAt = now;
    }

    Rates latest() {
        return latest;
    }

    private static long smooth(long shown, long bytes, double seconds) {
        double newest = bytes * 8 / seconds;
        return Math.round(NEWEST * newest + (1 - NEWEST) * shown);
    }
}
