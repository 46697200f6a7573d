package io.genkan.router;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Has the ports of bridged friends looked at until their hardware addresses are known; does nothing while there is
/// none of whom it is not.
@Service
class PortWatch {
    private static final Logger log = LoggerFactory.getLogger(PortWatch.class);
    private static final int PERIOD_MILLIS = 300;

    private final Reconciler reconciler;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("port-watch").daemon()::unstarted);

    PortWatch(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    @PostConstruct
    void start() {
        // What it returns would tell only what the check tells by itself.
        var _ = timer.scheduleWithFixedDelay(this::check, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    /// The watch goes on whatever happens.
    private void check() {
        try {
            reconciler.pinPorts();
        } catch (RuntimeException e) {
            log.error("the ports of bridged friends could not be checked", e);
        }
    }
}
