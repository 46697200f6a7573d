package io.genkan.notify;

import io.genkan.notify.Delivery.Failed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Carries notifications, one after the other, in a thread of its own. Whoever hands one over never waits: there is
/// room for so many, and then the oldest goes. What does not arrive is tried again, later and later, and given up.
@Component
class Courier implements SmartLifecycle {
    static final int MOST_WAITING = 64;

    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<Duration> AGAIN_AFTER =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10));

    private final NotificationTable table;
    private final WebhookMessages messages;
    private final Duration patience;
    private final List<Duration> againAfter;
    private final LinkedBlockingDeque<Notification> waiting = new LinkedBlockingDeque<>(MOST_WAITING);
    private volatile @Nullable Failed trouble;
    private volatile @Nullable Thread thread;

    @Autowired
    Courier(NotificationTable table, MessageSource texts) {
        this(table, texts, PATIENCE, AGAIN_AFTER);
    }

    /// @param patience with the webhook, for each try
    /// @param againAfter how long to wait before each further try
    Courier(NotificationTable table, MessageSource texts, Duration patience, List<Duration> againAfter) {
        this.table = table;
        this.messages = new WebhookMessages(texts);
        this.patience = patience;
        this.againAfter = againAfter;
    }

    /// Takes a notification; never waits and never fails.
    void take(Notification notification) {
        while (!waiting.offer(notification)) {
            if (waiting.poll() != null) {
                log.warn("too many notifications wait; the oldest is dropped");
            }
        }
    }

    /// Sends one in the caller's thread.
    Delivery deliverNow(Notification notification, NotificationSettings settings) {
        try (Webhook webhook = new Webhook(patience)) {
            Delivery delivery = webhook.send(messages.of(notification, settings, patience));
            trouble = delivery instanceof Failed failed ? failed : null;
            return delivery;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Failed(DeliveryProblem.NO_ANSWER, List.of(settings.url().host()));
        }
    }

    Optional<Failed> trouble() {
        return Optional.ofNullable(trouble);
    }

    void forgetTrouble() {
        trouble = null;
    }

    @Override
    public void start() {
        Thread carrying = Thread.ofPlatform().name("notifications").daemon().unstarted(this::carry);
        thread = carrying;
        carrying.start();
    }

    /// What waits is lost with the gateway.
    @Override
    public void stop() {
        Thread carrying = thread;
        thread = null;
        if (carrying != null) {
            carrying.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void carry() {
        QuietTimes quiet = new QuietTimes();
        while (isRunning()) {
            try {
                Notification next = waiting.take();
                if (isWanted(next) && quiet.isNews(next)) {
                    deliver(next);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.warn("a notification is lost", e);
            }
        }
    }

    private boolean isWanted(Notification notification) {
        return table.find().filter(settings -> settings.want(notification)).isPresent();
    }

    /// By the settings as they are at each try.
    private void deliver(Notification notification) throws InterruptedException {
        for (int tries = 0; ; tries++) {
            Optional<NotificationSettings> settings = table.find();
            if (settings.isEmpty()) {
                return;
            }
            if (!(deliverNow(notification, settings.get()) instanceof Failed failed)) {
                return;
            }
            log.warn("a notification to {} failed: {} {}", settings.get().url(), failed.reason(), failed.facts());
            if (!failed.reason().mayPass() || tries >= againAfter.size()) {
                return;
            }
            Thread.sleep(againAfter.get(tries));
        }
    }
}
