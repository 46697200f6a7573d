package io.genkan.notify;

import java.time.Instant;

/// Something to tell the owner.
///
/// @param subject whom it is about; empty for nobody
/// @param detail where he comes from, or the fingerprint of his key; empty for nothing
record Notification(NotificationKind kind, String subject, String detail, Instant at) {}
