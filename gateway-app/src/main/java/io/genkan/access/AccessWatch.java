package io.genkan.access;

import io.genkan.access.AccessDecision.Granted;
import io.genkan.access.AccessDecision.Reason;
import io.genkan.access.AccessDecision.Refused;
import io.genkan.store.DurableCommit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Shows everybody out who may not be inside any more: at once when the owner changes something, and by looking twice
/// a second when it is the clock or the volume. Also has volumes and the latest time written.
///
/// Whoever cannot be decided about does not stay: for a second he may, since a disk stumbles now and then, but not
/// longer, and not at all when the owner has just changed something. The looks themselves are watched by a thread of
/// its own: where they do not come to an end, everybody is shown out.
@Component
class AccessWatch implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(AccessWatch.class);
    private static final int LOOKS_EVERY_MILLIS = 500;
    private static final int WRITES_EVERY_SECONDS = 30;

    /// With the third look in a row that fails about somebody he is outside.
    private static final int FAILURES_BORNE = 2;

    /// Rounds of half a second in which no look has ended. Counted and not timed, so that a machine which has stood
    /// still as a whole is not taken for one whose disk does not answer.
    static final int ROUNDS_BORNE = 10;

    /// Why somebody may be shown out by what is not on the disk yet.
    private static final Set<Reason> MEASURED = Set.of(Reason.VOLUME_USED, Reason.EXPIRED, Reason.OUTSIDE_WINDOW);

    /// For how long somebody is told that his key was revoked.
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private final WayOut out;
    private final Gatekeeper gate;
    private final VolumeLedger volumes;
    private final HomeClock home;
    private final AccessTable table;
    private final DurableCommit durable;
    private final Clock clock;
    private final ReentrantLock oneLook = new ReentrantLock();
    private final ReentrantLock oneWrite = new ReentrantLock();
    private final Map<String, Integer> failures = new HashMap<>();
    private final AtomicInteger roundsWithoutLook = new AtomicInteger();

    /// One for each task: neither a slow write nor a look that hangs holds up another task.
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            3, Thread.ofPlatform().name("access-watch-", 1).daemon().factory());

    private volatile List<ScheduledFuture<?>> tasks = List.of();

    AccessWatch(
            List<Inside> places,
            Gatekeeper gate,
            VolumeLedger volumes,
            HomeClock home,
            AccessTable table,
            DurableCommit durable,
            ApplicationEventPublisher events,
            Clock clock) {
        this.out = new WayOut(places, events);
        this.gate = gate;
        this.volumes = volumes;
        this.home = home;
        this.table = table;
        this.durable = durable;
        this.clock = clock;
    }

    @Override
    public void start() {
        roundsWithoutLook.set(0);
        tasks = List.of(
                threads.scheduleWithFixedDelay(this::lookAgain, 0, LOOKS_EVERY_MILLIS, TimeUnit.MILLISECONDS),
                threads.scheduleWithFixedDelay(this::mindTheLooks, 0, LOOKS_EVERY_MILLIS, TimeUnit.MILLISECONDS),
                threads.scheduleWithFixedDelay(() -> writeAgain(false), 0, WRITES_EVERY_SECONDS, TimeUnit.SECONDS));
    }

    @Override
    public void stop() {
        tasks.forEach(task -> task.cancel(false));
        tasks = List.of();
    }

    @Override
    public boolean isRunning() {
        return !tasks.isEmpty();
    }

    @EventListener
    void on(FriendChanged changed) {
        look();
    }

    @EventListener
    void on(FriendRemoved removed) {
        look();
    }

    @EventListener
    void on(KeyRevoked revoked) {
        look();
    }

    @EventListener
    void on(DoorClosed closed) {
        look();
    }

    /// Shows everybody out who may not be inside, or about whom that cannot be found out; they are outside when this
    /// returns.
    void look() {
        Leaving leaving = look(0);
        WayOut.await(leaving.threads());
        if (leaving.measured()) {
            writeAgain(true);
        }
    }

    /// Those who are being shown out.
    ///
    /// @param threads which do it
    /// @param measured whether a crash could bring somebody in again, if the disk did not hear why he had to go
    private record Leaving(List<Thread> threads, boolean measured) {}

    /// @param borne how many looks in a row may fail about somebody until he has to go
    private Leaving look(int borne) {
        Map<Identity, Refused> leaving = new HashMap<>();
        List<Identity> staying = new ArrayList<>();
        oneLook.lock();
        try {
            Map<String, Identity> inside = out.everybody();
            failures.keySet().retainAll(inside.keySet());
            inside.forEach((key, identity) -> {
                switch (decide(key, identity, borne)) {
                    case Granted(Identity now) -> staying.add(now);
                    case Refused why -> leaving.put(identity, why);
                }
            });
        } finally {
            oneLook.unlock();
        }
        List<Thread> threads = out.show(leaving);
        staying.forEach(out::showWhatIsRefused);
        roundsWithoutLook.set(0);
        return new Leaving(threads, leaving.values().stream().anyMatch(why -> MEASURED.contains(why.reason())));
    }

    private AccessDecision decide(String key, Identity identity, int borne) {
        try {
            AccessDecision decision = gate.entry(key);
            failures.remove(key);
            return decision;
        } catch (RuntimeException e) {
            int inARow = failures.merge(key, 1, Integer::sum);
            if (inARow == 1) {
                log.error(
                        "it cannot be found out whether {} may be inside",
                        identity.friend().name(),
                        e);
            }
            return inARow > borne ? new Refused(Reason.UNDECIDED) : new Granted(identity);
        }
    }

    /// Waits for nobody to be outside, so that nobody's leaving holds up the next look.
    void lookAgain() {
        try {
            if (look(FAILURES_BORNE).measured()) {
                threads.execute(() -> writeAgain(true));
            }
        } catch (RuntimeException e) {
            log.error("it could not be found out who is inside", e);
        }
    }

    /// Shows everybody out while no look comes to an end.
    void mindTheLooks() {
        try {
            int rounds = roundsWithoutLook.incrementAndGet();
            if (rounds == ROUNDS_BORNE + 1) {
                log.error("for too long nobody can say who may be inside; nobody stays");
            }
            if (rounds > ROUNDS_BORNE) {
                Map<Identity, Refused> all = new HashMap<>();
                out.everybody().values().forEach(identity -> all.put(identity, new Refused(Reason.UNDECIDED)));
                out.show(all);
            }
        } catch (RuntimeException e) {
            log.error("not everybody could be shown out", e);
        }
    }

    private void writeAgain(boolean atOnce) {
        try {
            write(atOnce);
        } catch (RuntimeException e) {
            log.error("volumes could not be written, and will be with the next try", e);
        }
    }

    /// Has written down what changes all the time. What was not acknowledged is written again the next time.
    ///
    /// @param atOnce whether the time is written although it is not due
    void write(boolean atOnce) {
        oneWrite.lock();
        try {
            Optional<Instant> due = atOnce ? home.now() : home.due();
            Map<VolumeLedger.Line, Long> sums = volumes.unwritten();
            if (due.isPresent() || !sums.isEmpty()) {
                durable.runWithoutBackup(() -> {
                    due.ifPresent(table::setLatestTime);
                    table.setVolumes(sums);
                    table.forgetBefore(clock.instant().minus(REMEMBERED));
                    return true;
                });
                due.ifPresent(home::written);
                volumes.written(sums);
            }
        } finally {
            oneWrite.unlock();
        }
    }
}
