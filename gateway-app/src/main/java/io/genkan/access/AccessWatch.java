package io.genkan.access;

import io.genkan.store.DurableCommit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Shows everybody out who may not be inside any more: at once when the owner changes something, and by looking twice a
/// second when it is the clock or the volume. Also has volumes and the latest time written.
@Component
class AccessWatch implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(AccessWatch.class);
    private static final int LOOKS_EVERY_MILLIS = 500;
    private static final int WRITES_EVERY_SECONDS = 30;

    /// For how long somebody is told that his key was revoked.
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private final List<Inside> places;
    private final Gatekeeper gate;
    private final VolumeLedger volumes;
    private final HomeClock home;
    private final AccessTable table;
    private final DurableCommit durable;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final ReentrantLock oneLook = new ReentrantLock();
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("access-watch").daemon()::unstarted);
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
        this.places = List.copyOf(places);
        this.gate = gate;
        this.volumes = volumes;
        this.home = home;
        this.table = table;
        this.durable = durable;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void start() {
        tasks = List.of(
                looker.scheduleWithFixedDelay(this::lookAgain, 0, LOOKS_EVERY_MILLIS, TimeUnit.MILLISECONDS),
                looker.scheduleWithFixedDelay(this::writeAgain, 0, WRITES_EVERY_SECONDS, TimeUnit.SECONDS));
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
    void on(KeyRevoked revoked) {
        look();
    }

    @EventListener
    void on(DoorClosed closed) {
        look();
    }

    /// Shows everybody out who may not be inside; they are outside when this returns.
    void look() {
        oneLook.lock();
        try {
            Set<String> seen = new HashSet<>();
            for (Inside place : places) {
                for (Identity identity : List.copyOf(place.identities())) {
                    if (seen.add(identity.key().publicKey().base64())) {
                        lookAt(identity);
                    }
                }
            }
        } finally {
            oneLook.unlock();
        }
    }

    private void lookAt(Identity identity) {
        if (gate.entry(identity.key().publicKey().base64()) instanceof AccessDecision.Refused refused) {
            places.forEach(place -> place.end(identity, refused));
            events.publishEvent(new AccessEnded(identity, refused));
        }
    }

    private void lookAgain() {
        try {
            look();
        } catch (RuntimeException e) {
            log.error("it could not be found out who may be inside", e);
        }
    }

    private void writeAgain() {
        try {
            write();
        } catch (RuntimeException e) {
            log.error("volumes could not be written", e);
        }
    }

    /// Has written down what changes all the time.
    void write() {
        Optional<Instant> due = home.due();
        if (due.isPresent() || volumes.hasUnwritten()) {
            durable.runWithoutBackup(() -> {
                due.ifPresent(table::setLatestTime);
                volumes.write();
                table.forgetBefore(clock.instant().minus(REMEMBERED));
                return true;
            });
        }
    }
}
