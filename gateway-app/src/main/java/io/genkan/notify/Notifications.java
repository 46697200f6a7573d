package io.genkan.notify;

import io.genkan.net.BadInputException;
import io.genkan.store.DurableCommit;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// The owner's settings of notifications, and whether they get through.
@Service
public class Notifications {
    private final NotificationTable table;
    private final DurableCommit durable;
    private final Courier courier;
    private final Clock clock;

    Notifications(NotificationTable table, DurableCommit durable, Courier courier, Clock clock) {
        this.table = table;
        this.durable = durable;
        this.courier = courier;
        this.clock = clock;
    }

    /// The settings; empty if there are none.
    public Optional<NotificationSettings> settings() {
        return table.find();
    }

    /// Changes the settings, durably.
    ///
    /// @throws BadInputException if something cannot be read; then nothing was changed
    public synchronized NotificationSettings change(NotificationChange change) {
        NotificationSettings after = change.applyTo(settings());
        durable.act(
                () -> {
                    table.store(after);
                    return Optional.of(after);
                },
                NotificationsChanged::new);
        courier.forgetTrouble();
        return after;
    }

    /// Forgets the settings, durably: nobody is notified of anything.
    public synchronized void turnOff() {
        durable.act(
                () -> {
                    table.delete();
                    return Optional.<NotificationSettings>empty();
                },
                NotificationsChanged::new);
        courier.forgetTrouble();
    }

    /// Sends a message at once and waits for what comes of it, some seconds at most.
    ///
    /// @throws BadInputException if there are no settings
    public Delivery test() {
        NotificationSettings settings =
                settings().orElseThrow(() -> new BadInputException(NotificationProblem.NOT_SET_UP));
        return courier.deliverNow(new Notification(NotificationKind.TEST, "", "", clock.instant()), settings);
    }

    /// Why the last message did not arrive; empty if it did, or there was none.
    public Optional<Delivery.Failed> trouble() {
        return courier.trouble();
    }
}
