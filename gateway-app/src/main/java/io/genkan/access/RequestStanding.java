package io.genkan.access;

/// What became of somebody who asked to be let in.
public sealed interface RequestStanding {
    /// The request.
    JoinRequest request();

    /// The owner has not decided yet.
    record Waiting(JoinRequest request) implements RequestStanding {}

    /// The owner has declined, not long ago.
    record Declined(JoinRequest request) implements RequestStanding {}
}
