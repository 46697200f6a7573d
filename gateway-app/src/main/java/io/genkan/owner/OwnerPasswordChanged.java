package io.genkan.owner;

import java.time.Instant;

/// The owner's password was set or changed, durably; logins made with an older one no longer count.
public record OwnerPasswordChanged(Instant at) {}
