package io.genkan.access;

import io.genkan.store.DurableCommit;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// The door of the house. While it is closed nobody comes in, and whoever was inside is outside.
@Service
public class Door {
    private final AccessTable table;
    private final DurableCommit durable;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Door(AccessTable table, DurableCommit durable, ApplicationEventPublisher events, Clock clock) {
        this.table = table;
        this.durable = durable;
        this.events = events;
        this.clock = clock;
    }

    /// Whether it is open.
    public boolean isOpen() {
        return table.doorOpen();
    }

    /// Opens it, durably.
    public void open() {
        set(true);
    }

    /// Closes it, durably; what was open inside has ended when this returns.
    public void close() {
        set(false);
    }

    private synchronized void set(boolean open) {
        if (isOpen() != open) {
            Object happened = durable.act(
                    () -> {
                        table.setDoor(open, clock.instant());
                        return open;
                    },
                    _ -> open ? new DoorOpened() : new DoorClosed());
            events.publishEvent(happened);
        }
    }
}
