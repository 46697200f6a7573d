package io.genkan.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps the audit log short whatever others do. The first of equal entries is written at once; those that follow
/// within a while are summed up, and so are all that are too many from one actor. Pure but for its state; used by one
/// thread.
///
/// So an actor makes no more than so many lines in each while, and holds no more memory than that: strangers, who share
/// one name, as well as a friend who dials in a loop or scans ports.
final class Sieve {
    private final Duration during;
    private final int most;
    private final Map<AuditEntry, Sum> sums = new HashMap<>();
    private final Map<String, Integer> distinct = new HashMap<>();

    /// Entries that are held back.
    private static final class Sum {
        private final Instant until;
        private final boolean counts;
        private @Nullable AuditEntry held;

        Sum(Instant until, boolean counts) {
            this.until = until;
            this.counts = counts;
        }
    }

    /// @param during for how long equal entries are summed up
    /// @param most how many different ones an actor may have in that time
    Sieve(Duration during, int most) {
        this.during = during;
        this.most = most;
    }

    /// Takes an entry.
    ///
    /// @return the entry, if it is to be written now
    Optional<AuditEntry> admit(AuditEntry entry) {
        AuditEntry kind = kindOf(entry, entry.origin(), entry.subject(), entry.detail());
        Sum running = sums.get(kind);
        if (running != null) {
            hold(running, entry);
            return Optional.empty();
        }
        if (distinct.getOrDefault(entry.actor(), 0) < most) {
            distinct.merge(entry.actor(), 1, Integer::sum);
            sums.put(kind, new Sum(entry.lastAt().plus(during), true));
            return Optional.of(entry);
        }
        AuditEntry rest = kindOf(entry, "", "", "…");
        hold(sums.computeIfAbsent(rest, _ -> new Sum(entry.lastAt().plus(during), false)), entry);
        return Optional.empty();
    }

    /// The sums whose time is over; what comes from now on is a first one again.
    List<AuditEntry> due(Instant now) {
        List<AuditEntry> due = new ArrayList<>();
        for (Iterator<Map.Entry<AuditEntry, Sum>> all = sums.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<AuditEntry, Sum> one = all.next();
            Sum sum = one.getValue();
            // Also where the clock was set back: nothing is held for ever.
            if (!now.isBefore(sum.until) || now.plus(during).isBefore(sum.until)) {
                all.remove();
                if (sum.counts) {
                    distinct.computeIfPresent(one.getKey().actor(), (_, count) -> count > 1 ? count - 1 : null);
                }
                if (sum.held != null) {
                    due.add(summary(one.getKey(), sum.held));
                }
            }
        }
        return due;
    }

    private static void hold(Sum sum, AuditEntry entry) {
        AuditEntry held = sum.held;
        sum.held = held == null ? entry : held.plus(entry);
    }

    private static AuditEntry summary(AuditEntry kind, AuditEntry held) {
        return new AuditEntry(
                held.at(),
                held.lastAt(),
                kind.event(),
                kind.actor(),
                kind.origin(),
                kind.subject(),
                kind.detail(),
                kind.reason(),
                held.times(),
                held.bytesIn(),
                held.bytesOut());
    }

    /// What equal entries have in common.
    private static AuditEntry kindOf(AuditEntry entry, String origin, String subject, String detail) {
        return AuditEntry.of(entry.event(), Instant.EPOCH, entry.actor(), origin, subject)
                .withDetail(detail)
                .withReason(entry.reason());
    }
}
