package io.genkan.access;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// How much has passed for each friend in this month of the home's calendar.
///
/// Counted in memory and written every half minute and when the gateway stops: a crash loses what passed since then, to
/// the friend's advantage.
@Component
class VolumeLedger {
    private final AccessTable table;
    private final Clock clock;
    private final HomeClock home;
    private final Map<Long, Long> bytes = new HashMap<>();
    private final Set<Long> unwritten = new HashSet<>();
    private YearMonth month = YearMonth.of(1, 1);

    VolumeLedger(AccessTable table, Clock clock, HomeClock home) {
        this.table = table;
        this.clock = clock;
        this.home = home;
    }

    synchronized void count(long friend, long more) {
        turnThePage();
        if (more > 0) {
            bytes.merge(friend, more, Long::sum);
            unwritten.add(friend);
        }
    }

    synchronized long used(long friend) {
        turnThePage();
        return bytes.getOrDefault(friend, 0L);
    }

    synchronized boolean hasUnwritten() {
        return !unwritten.isEmpty();
    }

    /// Writes what has changed; called within a durable commit, and for the last time when the tunnels have ended and
    /// the database is about to be closed in order.
    @PreDestroy
    synchronized void write() {
        unwritten.forEach(friend -> table.setVolume(friend, month, bytes.getOrDefault(friend, 0L)));
        unwritten.clear();
    }

    /// A new month begins when the clock is known to be in it, so that a clock that shows any time gives nobody a new
    /// volume; before it has ever been known, the clock's own word has to do.
    private void turnThePage() {
        YearMonth now = YearMonth.from(home.now()
                .orElseGet(() -> table.latestTime().orElseGet(clock::instant))
                .atZone(home.zone()));
        if (now.isAfter(month)) {
            write();
            bytes.clear();
            bytes.putAll(table.volumes(now));
            month = now;
        }
    }
}
