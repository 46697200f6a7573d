package io.genkan.access;

import java.time.Instant;
import java.util.List;

/// A person let in.
public record Friend(long id, FriendName name, List<AuthorizedKey> keys, Policy policy, Instant addedAt) {
    /// Keeps its own copy of the keys.
    public Friend {
        keys = List.copyOf(keys);
    }
}
