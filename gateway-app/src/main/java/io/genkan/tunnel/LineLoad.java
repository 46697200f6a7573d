package io.genkan.tunnel;

/// What the friend's line carried between two samples, and whether it was what held the sender up. Pure.
final class LineLoad {
    /// The share of the time that the sender waits for the line while the line is what holds it up.
    private static final double WAITING = 0.2;

    private static final long INTERVAL_NANOS = 100_000_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private TrafficMeter.Reading previous;
    private long previousWaited;
    private long previousAt;

    /// @param now any clock in nanoseconds
    LineLoad(TrafficMeter.Reading first, long now) {
        this.previous = first;
        this.previousAt = now;
    }

    /// @param packetsPerSecond to the friend
    /// @param bytesPerSecond to the friend
    /// @param lineIsTheLimit whether the sender mostly waited for the line, so that these rates are the line's
    record Sample(double packetsPerSecond, double bytesPerSecond, boolean lineIsTheLimit) {}

    /// Whether the last sample was long enough ago for another: over a shorter time a rate means little.
    boolean isDue(long now) {
        return now - previousAt >= INTERVAL_NANOS;
    }

    /// Takes a sample; called by one thread.
    ///
    /// @param reading what has passed so far
    /// @param waitedNanos how long the sender has waited for the line so far
    /// @param now as in the constructor
    Sample sample(TrafficMeter.Reading reading, long waitedNanos, long now) {
        double seconds = Math.max(now - previousAt, 1) / NANOS_PER_SECOND;
        double waiting = (waitedNanos - previousWaited) / NANOS_PER_SECOND / seconds;
        Sample sample = new Sample(
                (reading.packetsToFriend() - previous.packetsToFriend()) / seconds,
                (reading.bytesToFriend() - previous.bytesToFriend()) / seconds,
                waiting > WAITING);
        previous = reading;
        previousWaited = waitedNanos;
        previousAt = now;
        return sample;
    }
}
