package io.genkan.access;

import java.time.Instant;

/// What a key is to the house.
public sealed interface KeyStanding {
    /// A friend's.
    record Held(Identity holder) implements KeyStanding {}

    /// It was a friend's, not long ago.
    ///
    /// @param former who held it; with nothing that he may reach
    record Revoked(Identity former, Instant at) implements KeyStanding {}

    /// Nobody's.
    record Unknown() implements KeyStanding {}
}
