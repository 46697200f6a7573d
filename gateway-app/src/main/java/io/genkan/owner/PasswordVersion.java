package io.genkan.owner;

import java.time.Instant;

/// Which of the owner's passwords, one after the other, somebody has logged in with.
///
/// @param setAt when that password was set
public record PasswordVersion(Instant setAt) {}
