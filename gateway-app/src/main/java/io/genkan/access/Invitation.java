package io.genkan.access;

import java.time.Instant;
import java.util.List;

/// An invitation that nobody has used yet.
///
/// @param friend what the owner calls whom he invited
/// @param destinations what he is to reach once he is let in
public record Invitation(
        long id, FriendName friend, List<Destination> destinations, Instant madeAt, Instant expiresAt) {
    /// Keeps its own copy of the destinations.
    public Invitation {
        destinations = List.copyOf(destinations);
    }
}
