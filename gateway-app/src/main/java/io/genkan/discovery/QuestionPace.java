package io.genkan.discovery;

import java.time.Duration;

/// How fast a friend may ask: so many questions a second, and twice as many at once after a while. Pure.
final class QuestionPace {
    private final long each;
    private final long most;
    private long free;
    private long since;

    /// @param perSecond how many questions
    /// @param now any clock in nanoseconds
    QuestionPace(int perSecond, long now) {
        this.each = Duration.ofSeconds(1).toNanos() / perSecond;
        this.most = Duration.ofSeconds(2).toNanos();
        this.free = most;
        this.since = now;
    }

    /// Whether one more may be asked now; if so, it counts.
    boolean allows(long now) {
        free = Math.min(most, free + (now - since));
        since = now;
        if (free < each) {
            return false;
        }
        free -= each;
        return true;
    }
}
