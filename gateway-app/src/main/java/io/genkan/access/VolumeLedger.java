package io.genkan.access;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// How much has passed for each friend in this month of the home's calendar.
///
/// Counted in memory and written every half minute and when the gateway stops: a crash loses what passed since then,
/// to the friend's advantage. What is written is the month's sum and not what came to it, so that a write which may or
/// may not have reached the disk can be done again.
@Component
class VolumeLedger {
    private final AccessTable table;
    private final Clock clock;
    private final HomeClock home;

    /// Counted, and in no month yet: counting waits for nothing, neither for the disk nor for the time.
    private final ConcurrentHashMap<Long, Long> fresh = new ConcurrentHashMap<>();

    private final Map<Long, Long> bytes = new HashMap<>();
    private final Map<Line, Long> unwritten = new HashMap<>();
    private YearMonth month = YearMonth.of(1, 1);

    /// What a sum is of.
    record Line(long friend, YearMonth month) {}

    VolumeLedger(AccessTable table, Clock clock, HomeClock home) {
        this.table = table;
        this.clock = clock;
        this.home = home;
    }

    void count(long friend, long more) {
        if (more > 0) {
            fresh.merge(friend, more, Long::sum);
        }
    }

    synchronized long used(long friend) {
        bringUpToDate();
        return bytes.getOrDefault(friend, 0L);
    }

    /// The sums that the disk does not have, as far as is known.
    synchronized Map<Line, Long> unwritten() {
        bringUpToDate();
        return Map.copyOf(unwritten);
    }

    /// The disk has these sums; what has grown since they were taken stays to be written.
    synchronized void written(Map<Line, Long> sums) {
        sums.forEach(unwritten::remove);
    }

    /// For the last time, when the tunnels have ended and the database is about to be closed in order.
    @PreDestroy
    void writeAtTheEnd() {
        Map<Line, Long> sums = unwritten();
        table.setVolumes(sums);
        written(sums);
    }

    /// A new month begins when the clock is known to be in it, so that a clock that shows any time gives nobody a new
    /// volume; before it has ever been known, the clock's own word has to do.
    private void bringUpToDate() {
        YearMonth now = YearMonth.from(home.now()
                .orElseGet(() -> table.latestTime().orElseGet(clock::instant))
                .atZone(home.zone()));
        if (now.isAfter(month)) {
            Map<Long, Long> soFar = table.volumes(now);
            bytes.clear();
            bytes.putAll(soFar);
            month = now;
        }
        for (Long friend : fresh.keySet()) {
            Long more = fresh.remove(friend);
            if (more != null) {
                unwritten.put(new Line(friend, month), bytes.merge(friend, more, Long::sum));
            }
        }
    }
}
