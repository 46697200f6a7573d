package io.genkan.notify;

import io.genkan.access.FriendName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Where and of what the owner wants to be notified.
///
/// @param hops the friends that are hops: computers that are to be inside all the time
/// @param language of the messages
public record NotificationSettings(
        WebhookUrl url,
        WebhookFormat format,
        Optional<WebhookToken> token,
        Set<NotificationKind> kinds,
        List<FriendName> hops,
        Locale language) {
    /// Keeps its own copies.
    public NotificationSettings {
        kinds = Set.copyOf(kinds);
        hops = hops.stream().distinct().toList();
    }

    /// A hop that comes and goes is no friend coming in.
    boolean want(Notification notification) {
        boolean hop = hops.stream().anyMatch(name -> name.value().equals(notification.subject()));
        return kinds.contains(notification.kind()) && !(hop && notification.kind() == NotificationKind.FRIEND_IN);
    }
}
