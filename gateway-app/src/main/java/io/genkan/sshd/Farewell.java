package io.genkan.sshd;

import io.genkan.access.Identity;

/// How somebody's waiting ends.
sealed interface Farewell {
    /// He is a friend now, and connects again as one.
    record Admitted(Identity identity) implements Farewell {}

    /// The owner does not let him in.
    record Declined() implements Farewell {}

    /// He has to leave for now.
    ///
    /// @param key of the sentence that says why
    record ShownOut(String key) implements Farewell {}
}
