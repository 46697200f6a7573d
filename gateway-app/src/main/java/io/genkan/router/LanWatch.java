package io.genkan.router;

import io.genkan.linux.NetworkChanges;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Has the home network looked at whenever an interface, an address or a route changes: a router can give the
/// gateway another address at any time. Without the kernel's telling it is looked at every few seconds.
@Service
class LanWatch {
    private static final Logger log = LoggerFactory.getLogger(LanWatch.class);
    private static final int SECOND_MILLIS = 1_000;
    private static final int PERIOD_MILLIS = 5_000;

    /// A DHCP client changes several things one after the other, and so does a tunnel that opens.
    private static final int PAUSE_MILLIS = 300;

    private final Reconciler reconciler;
    private final Thread thread;
    private volatile boolean stopping;

    LanWatch(Reconciler reconciler) {
        this.reconciler = reconciler;
        this.thread = Thread.ofPlatform().name("lan-watch").daemon().unstarted(this::run);
    }

    @PostConstruct
    void start() {
        thread.start();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(2L * SECOND_MILLIS);
    }

    private void run() {
        try (NetworkChanges changes = NetworkChanges.open()) {
            while (!stopping) {
                if (changes.await(SECOND_MILLIS)) {
                    pause(PAUSE_MILLIS);
                    check();
                }
            }
        } catch (IOException e) {
            log.warn("the kernel does not tell of changes of the network; it is looked at: {}", e.getMessage());
            while (!stopping) {
                pause(PERIOD_MILLIS);
                check();
            }
        }
    }

    /// The watch goes on whatever happens.
    private void check() {
        try {
            reconciler.checkLan();
        } catch (RuntimeException e) {
            log.error("the home network could not be checked", e);
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
