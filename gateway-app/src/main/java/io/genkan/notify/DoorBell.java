package io.genkan.notify;

import io.genkan.access.FriendName;
import io.genkan.access.RequestArrived;
import io.genkan.tunnel.ConnectedWithoutTunnel;
import io.genkan.tunnel.TunnelClosed;
import io.genkan.tunnel.TunnelOpened;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Hears what happens at the door and hands it to the courier. It is called by those whom it must not hold up: it looks
/// nothing up.
@Component
class DoorBell implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DoorBell.class);
    private static final int LOOKS_EVERY_SECONDS = 5;

    private final Courier courier;
    private final NotificationTable table;
    private final Clock clock;
    private final HopWatch hops = new HopWatch();
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("hop-watch").daemon()::unstarted);
    private volatile boolean running;

    DoorBell(Courier courier, NotificationTable table, Clock clock) {
        this.courier = courier;
        this.table = table;
        this.clock = clock;
    }

    @EventListener
    void on(TunnelOpened opened) {
        cameIn(opened.tunnel().friend().value(), opened.tunnel().origin());
    }

    @EventListener
    void on(ConnectedWithoutTunnel connected) {
        ring(NotificationKind.FRIEND_IN, connected.friend().value(), connected.origin());
    }

    @EventListener
    void on(TunnelClosed closed) {
        left(closed.tunnel().friend().value());
    }

    void cameIn(String friend, String origin) {
        synchronized (hops) {
            hops.opened(friend);
        }
        ring(NotificationKind.FRIEND_IN, friend, origin);
    }

    void left(String friend) {
        synchronized (hops) {
            hops.closed(friend);
        }
    }

    @EventListener
    void on(RequestArrived arrived) {
        ring(
                NotificationKind.REQUEST,
                arrived.request().friend().value(),
                arrived.request().key().fingerprint());
    }

    /// Looks whether a hop is down.
    void look(long now) {
        List<String> names = table.find().stream()
                .flatMap(settings -> settings.hops().stream())
                .map(FriendName::value)
                .toList();
        List<String> down;
        synchronized (hops) {
            down = hops.newlyDown(names, now);
        }
        down.forEach(name -> ring(NotificationKind.HOP_DOWN, name, ""));
    }

    private void ring(NotificationKind kind, String subject, String detail) {
        courier.take(new Notification(kind, subject, detail, clock.instant()));
    }

    @Override
    public void start() {
        running = true;
        var _ = looker.scheduleWithFixedDelay(this::lookAgain, 0, LOOKS_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void lookAgain() {
        try {
            look(System.nanoTime());
        } catch (RuntimeException e) {
            log.warn("could not look whether a hop is down", e);
        }
    }

    @Override
    public void stop() {
        running = false;
        looker.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
