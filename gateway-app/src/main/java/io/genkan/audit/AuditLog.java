package io.genkan.audit;

import io.genkan.access.HomeClock;
import io.genkan.audit.AuditEvent.Group;
import io.genkan.net.BadInputException;
import io.genkan.store.DurableCommit;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// The audit log. Acts of the owner's are written in the transaction of the act; everything else goes through a queue
/// to a thread of its own, so that nobody who logs in or opens a tunnel waits for a disk.
///
/// While the disk is full what comes waits in the queue. That is bounded, and so is what is kept: who stands outside
/// can fill neither the memory nor the disk. What finds no room in the queue is counted, and the log says how many.
@Service
public class AuditLog {
    /// The largest number of days that can be set.
    public static final int MOST_DAYS = 3_650;

    static final int QUEUE = 1_024;

    private static final Logger log = LoggerFactory.getLogger(AuditLog.class);
    private static final int AT_ONCE = 200;
    private static final Duration TIDIES_EVERY = Duration.ofHours(1);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);
    private static final int MOST_ACTS = 20_000;
    private static final int MOST_VISITS = 20_000;
    private static final int MOST_STRANGERS = 3_000;
    private static final Duration VISITS_SUMMED_UP = Duration.ofMinutes(10);
    private static final int DIFFERENT_VISITS = 60;
    private static final Duration STRANGERS_SUMMED_UP = Duration.ofHours(1);
    private static final int DIFFERENT_STRANGERS = 12;

    private final AuditTable table;
    private final DurableCommit durable;
    private final HomeClock home;
    private final Clock clock;
    private final BlockingQueue<AuditEntry> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong lost = new AtomicLong();
    private final Sieve visits = new Sieve(VISITS_SUMMED_UP, DIFFERENT_VISITS);
    private final Sieve strangers = new Sieve(STRANGERS_SUMMED_UP, DIFFERENT_STRANGERS);
    private final Thread writer = Thread.ofPlatform().name("audit").daemon().unstarted(this::writeUntilStopped);
    private volatile boolean stopping;

    AuditLog(AuditTable table, DurableCommit durable, HomeClock home, Clock clock) {
        this.table = table;
        this.durable = durable;
        this.home = home;
        this.clock = clock;
    }

    @PostConstruct
    void start() {
        writer.start();
    }

    /// Has an entry written soon; never waits.
    void note(AuditEntry entry) {
        if (!queue.offer(entry)) {
            lost.incrementAndGet();
        }
    }

    /// Has an act of the present actor's written soon that changes nothing in the database.
    public void note(AuditEvent event, String detail) {
        Actor actor = Actor.present();
        // Whoever types a wrong password in the browser is not known to be the owner.
        String name = event.group() == Group.STRANGERS ? "" : actor.name();
        note(AuditEntry.of(event, clock.instant(), name, actor.origin(), "").withDetail(detail));
    }

    /// Entries, the newest first.
    ///
    /// @param before only those with a smaller number
    public List<AuditLine> newest(AuditFilter filter, long before, int most) {
        return table.newest(filter, before, most);
    }

    /// Entries, the oldest first.
    ///
    /// @param after only those with a larger number
    public List<AuditLine> oldest(AuditFilter filter, long after, int most) {
        return table.oldest(filter, after, most);
    }

    /// For how many days entries are kept.
    public int keepDays() {
        return table.keepDays();
    }

    /// Sets for how many days entries are kept; durable when this returns.
    ///
    /// @throws BadInputException if it is no number of days
    public void setKeepDays(String typed) {
        int days = days(typed);
        durable.act(
                () -> {
                    table.setKeepDays(days);
                    return days;
                },
                RetentionChanged::new);
    }

    private static int days(String typed) {
        int days = typed.strip().matches("\\d{1,4}") ? Integer.parseInt(typed.strip()) : 0;
        if (days < 1 || days > MOST_DAYS) {
            throw new BadInputException(AuditProblem.NOT_DAYS, typed, MOST_DAYS);
        }
        return days;
    }

    /// Whether the writer has taken all that was noted.
    boolean isQuiet() {
        return queue.isEmpty();
    }

    /// Writes what is in the queue and what was held back.
    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        writer.join(STOPS_WITHIN);
    }

    private void writeUntilStopped() {
        Instant tidied = Instant.EPOCH;
        while (true) {
            boolean last = stopping;
            try {
                if (!durable.hasRoom()) {
                    awaitRoom(last);
                } else {
                    writeWhatCame(last);
                    tidied = tidyIfDue(tidied);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                log.error("entries of the audit log could not be written: {}", e.getMessage());
            }
            if (last) {
                return;
            }
        }
    }

    /// What comes waits in the queue meanwhile; what is in it when the gateway stops is lost.
    private static void awaitRoom(boolean last) throws InterruptedException {
        if (!last) {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /// @return when it was done last
    private Instant tidyIfDue(Instant tidied) {
        Instant now = clock.instant();
        if (Duration.between(tidied, now).abs().compareTo(TIDIES_EVERY) <= 0) {
            return tidied;
        }
        tidy();
        return now;
    }

    private void writeWhatCame(boolean last) throws InterruptedException {
        List<AuditEntry> came = new ArrayList<>();
        AuditEntry first = last ? queue.poll() : queue.poll(1, TimeUnit.SECONDS);
        if (first != null) {
            came.add(first);
            queue.drainTo(came, last ? QUEUE : AT_ONCE - 1);
        }
        List<AuditEntry> written = new ArrayList<>();
        came.forEach(entry -> sieve(entry, written));
        Instant now = last ? Instant.MAX.minus(Duration.ofDays(1)) : clock.instant();
        written.addAll(visits.due(now));
        written.addAll(strangers.due(now));
        long missing = lost.getAndSet(0);
        if (missing > 0) {
            written.add(AuditEntry.of(AuditEvent.ENTRIES_LOST, clock.instant(), "gateway", "", "")
                    .withTimes(missing));
        }
        insert(written);
    }

    private void insert(List<AuditEntry> entries) {
        int done = 0;
        try {
            for (AuditEntry entry : entries) {
                table.insert(entry);
                done++;
            }
        } finally {
            entries.subList(done, entries.size()).forEach(entry -> lost.addAndGet(entry.times()));
        }
    }

    private void sieve(AuditEntry entry, List<AuditEntry> written) {
        switch (entry.event().group()) {
            case ACTS -> written.add(entry);
            case VISITS -> visits.admit(entry).ifPresent(written::add);
            case STRANGERS -> strangers.admit(entry).ifPresent(written::add);
        }
    }

    /// By age only where the time is known for sure: a clock that is ahead would empty the log.
    private void tidy() {
        home.now().ifPresent(now -> table.forgetBefore(now.minus(Duration.ofDays(table.keepDays()))));
        table.keepNewest(Group.ACTS, MOST_ACTS);
        table.keepNewest(Group.VISITS, MOST_VISITS);
        table.keepNewest(Group.STRANGERS, MOST_STRANGERS);
    }
}
