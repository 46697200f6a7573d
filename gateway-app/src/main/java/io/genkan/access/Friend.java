package io.genkan.access;

import io.genkan.net.Attachment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A person let in.
///
/// @param attachment how his tunnels join the LAN; empty means as usual here
public record Friend(
        long id,
        FriendName name,
        List<AuthorizedKey> keys,
        Policy policy,
        Optional<Attachment> attachment,
        Instant addedAt) {
    /// Keeps its own copy of the keys.
    public Friend {
        keys = List.copyOf(keys);
    }
}
