package io.genkan.notify;

import java.util.Optional;

/// Where and of what the owner is notified was changed, durably.
///
/// @param after empty where it was turned off
public record NotificationsChanged(Optional<NotificationSettings> after) {}
