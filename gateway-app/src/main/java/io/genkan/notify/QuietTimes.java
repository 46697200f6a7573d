package io.genkan.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps a friend with a shaky line from filling the owner's telephone: that he is in is told once, and then not
/// again for a while. For one thread.
final class QuietTimes {
    private static final Duration QUIET = Duration.ofMinutes(10);
    private static final int MOST = 1000;

    private final Map<String, Instant> told = new LinkedHashMap<>();

    /// Whether to tell it; then it counts as told.
    boolean isNews(Notification notification) {
        if (notification.kind() != NotificationKind.FRIEND_IN) {
            return true;
        }
        Instant last = told.get(notification.subject());
        if (last != null && notification.at().isBefore(last.plus(QUIET))) {
            return false;
        }
        if (told.size() >= MOST) {
            told.clear();
        }
        told.put(notification.subject(), notification.at());
        return true;
    }
}
