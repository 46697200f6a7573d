package io.genkan.router;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Has the addresses that friends have in the LAN looked at every few seconds: a device that comes later may have been
/// given one of them by hand, or by the router.
@Service
class AddressWatch {
    private static final Logger log = LoggerFactory.getLogger(AddressWatch.class);
    private static final int PERIOD_SECONDS = 15;

    private final Reconciler reconciler;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("address-watch").daemon()::unstarted);

    AddressWatch(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    @PostConstruct
    void start() {
        // What it returns would tell only what the check tells by itself.
        var _ = timer.scheduleWithFixedDelay(this::check, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    /// The watch goes on whatever happens.
    private void check() {
        try {
            reconciler.checkAddresses();
        } catch (RuntimeException e) {
            log.error("the friends' addresses in the LAN could not be checked", e);
        }
    }
}
