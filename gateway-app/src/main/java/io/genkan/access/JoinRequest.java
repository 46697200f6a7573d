package io.genkan.access;

import java.time.Instant;
import java.util.List;

/// Somebody who has presented his key with an invitation, and waits for the owner.
///
/// @param friend what the owner called whom he invited
/// @param key the key that he has proven to hold
/// @param destinations what he is to reach once he is let in
/// @param origin where he came from, as `address:port`
public record JoinRequest(
        long id, FriendName friend, SshPublicKey key, List<Destination> destinations, String origin, Instant askedAt) {
    /// Keeps its own copy of the destinations.
    public JoinRequest {
        destinations = List.copyOf(destinations);
    }
}
