package io.genkan.router;

import io.genkan.linux.Nftables.Family;
import io.genkan.net.InterfaceName;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// What the packet filter has stopped, as its own rules count it. Safe from any thread.
///
/// The rules are read only while somebody asks, and then every few seconds at most: reading starts a program.
@Component
public class GuardCounters {
    private static final Logger log = LoggerFactory.getLogger(GuardCounters.class);
    private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

    private final PacketFilter filter;
    private final LongSupplier nanoTime;
    private final ReentrantLock reading = new ReentrantLock();
    private final Map<Rule, Long> totals = new TreeMap<>();
    private Map<TableName, Map<String, Long>> latest = Map.of();
    private long readAt;
    private boolean everRead;

    @Autowired
    GuardCounters(Router router) {
        this(router.filter(), System::nanoTime);
    }

    GuardCounters(PacketFilter filter, LongSupplier nanoTime) {
        this.filter = filter;
        this.nanoTime = nanoTime;
    }

    /// Rules of one kind.
    ///
    /// @param guard `device` for the guards on the tunnels' devices, `network` for what is behind them; what a
    ///     policy does not name is counted by both
    /// @param why as the rules' comments say it, for example `forged source`
    public record Rule(String guard, String why) implements Comparable<Rule> {
        @Override
        public int compareTo(Rule other) {
            int byGuard = guard.compareTo(other.guard);
            return byGuard == 0 ? why.compareTo(other.why) : byGuard;
        }
    }

    /// How many packets the guard on a tunnel's device has stopped since the tunnel opened, and why; without the
    /// reasons that there were none for.
    public Map<String, Long> of(InterfaceName device) {
        reading.lock();
        try {
            readIfOld();
            Map<String, Long> stopped = new TreeMap<>(latest.getOrDefault(GuardRules.tableOf(device), Map.of()));
            stopped.values().removeIf(packets -> packets == 0);
            return stopped;
        } finally {
            reading.unlock();
        }
    }

    /// How many packets were stopped since the gateway started, as far as that was ever read: the rules of a tunnel
    /// count no more once it has ended.
    public Map<Rule, Long> totals() {
        reading.lock();
        try {
            readIfOld();
            return Map.copyOf(totals);
        } finally {
            reading.unlock();
        }
    }

    private void readIfOld() {
        long now = nanoTime.getAsLong();
        if (everRead && now - readAt < FRESH_NANOS) {
            return;
        }
        everRead = true;
        readAt = now;
        try {
            Map<TableName, Map<String, Long>> counted = filter.counted();
            counted.forEach(this::addToTotals);
            latest = counted;
        } catch (IOException e) {
            log.debug("the packet filter does not tell what it has counted: {}", e.getMessage());
        }
    }

    /// A table that is loaded anew begins at zero.
    private void addToTotals(TableName table, Map<String, Long> counted) {
        Map<String, Long> before = latest.getOrDefault(table, Map.of());
        counted.forEach((why, packets) -> {
            long earlier = Objects.requireNonNullElse(before.get(why), 0L);
            long more = packets < earlier ? packets : packets - earlier;
            totals.merge(new Rule(table.family() == Family.NETDEV ? "device" : "network", why), more, Long::sum);
        });
    }
}
