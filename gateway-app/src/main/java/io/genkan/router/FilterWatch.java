package io.genkan.router;

import io.genkan.linux.Nftables;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Has the packet filter looked at whenever anybody has changed it. The kernel tells of each change; once per second
/// the number of its state is read as well, for a message that was lost. Without either, our tables are read once per
/// second.
@Service
class FilterWatch {
    private static final Logger log = LoggerFactory.getLogger(FilterWatch.class);
    private static final int SECOND_MILLIS = 1_000;

    /// Somebody who changes the packet filter all the time must not keep us busy all the time.
    private static final int PAUSE_MILLIS = 200;

    private final Reconciler reconciler;
    private final ForeignWatch foreign;
    private final Thread thread;
    private volatile boolean stopping;

    FilterWatch(Reconciler reconciler, ForeignWatch foreign) {
        this.reconciler = reconciler;
        this.foreign = foreign;
        this.thread = Thread.ofPlatform().name("filter-watch").daemon().unstarted(this::run);
    }

    @PostConstruct
    void start() {
        thread.start();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        thread.join(2L * SECOND_MILLIS);
    }

    private void run() {
        try (Nftables nftables = Nftables.open()) {
            watch(nftables);
        } catch (IOException e) {
            log.warn(
                    "the kernel does not tell of changes of the packet filter; it is read each second: {}",
                    e.getMessage());
            read();
        }
    }

    private void watch(Nftables nftables) throws IOException {
        int checked = nftables.generation();
        while (!stopping) {
            nftables.awaitChange(SECOND_MILLIS);
            int generation = nftables.generation();
            if (generation != checked) {
                checkFilter(table -> nftables.hasTable(table.family(), table.name()));
                checked = generation;
                pause(PAUSE_MILLIS);
                look();
            }
        }
    }

    private void read() {
        while (!stopping) {
            pause(SECOND_MILLIS);
            checkFilter(_ -> true);
        }
    }

    /// The watch goes on whatever happens.
    private void checkFilter(Reconciler.Presence presence) {
        try {
            reconciler.checkFilter(presence);
        } catch (RuntimeException e) {
            log.error("the packet filter could not be checked", e);
        }
    }

    private void look() {
        try {
            foreign.look();
        } catch (RuntimeException e) {
            log.error("other programs' packet filters could not be looked at", e);
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
