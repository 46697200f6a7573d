package io.genkan.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What time it is at home, if that is known for sure: from a synchronised clock, and not from one that shows an
/// earlier time than it once did.
///
/// The latest time seen is written to the disk every few minutes, so that a clock turned back between two runs is
/// noticed too; by less than that, turning it back goes unnoticed after a crash.
@Component
public class HomeClock {
    /// What a synchronised clock may be set back by; the latest time seen counts meanwhile.
    private static final Duration TOLERATED = Duration.ofMinutes(1);

    /// How often the latest time is written: seldom, for the sake of an SD card.
    private static final Duration WRITTEN_EVERY = Duration.ofMinutes(5);

    private final Clock clock;
    private final ClockSync sync;
    private final ZoneId home;
    private final AccessTable table;
    private Instant latest;
    private Instant written;

    HomeClock(Clock clock, ClockSync sync, ZoneId home, AccessTable table) {
        this.clock = clock;
        this.sync = sync;
        this.home = home;
        this.table = table;
        this.latest = Instant.MIN;
        this.written = Instant.MIN;
    }

    /// The time zone of the house.
    public ZoneId zone() {
        return home;
    }

    /// What time it is; empty if that is not known for sure.
    public synchronized Optional<Instant> now() {
        readLatest();
        Instant shown = clock.instant();
        if (!sync.isSynchronised() || shown.isBefore(latest.minus(TOLERATED))) {
            return Optional.empty();
        }
        latest = shown.isBefore(latest) ? latest : shown;
        return Optional.of(latest);
    }

    /// The time to write down, if it is time for that; it stays due until it is {@link #written}.
    synchronized Optional<Instant> due() {
        if (now().isEmpty() || latest.isBefore(written.plus(WRITTEN_EVERY))) {
            return Optional.empty();
        }
        return Optional.of(latest);
    }

    /// The disk has this time.
    synchronized void written(Instant time) {
        written = time;
    }

    private void readLatest() {
        if (latest.equals(Instant.MIN)) {
            latest = table.latestTime().orElse(Instant.EPOCH);
            written = latest;
        }
    }
}
