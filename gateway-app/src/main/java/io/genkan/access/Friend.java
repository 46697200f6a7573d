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

    /// Whether a tunnel that was set up for him as he was then would be set up the same now.
    public boolean hasTunnelsLike(Friend then) {
        return policy.destinations().equals(then.policy().destinations())
                && policy.reverse().equals(then.policy().reverse())
                && policy.subnet().equals(then.policy().subnet())
                && attachment.equals(then.attachment());
    }

    Friend with(Policy another) {
        return new Friend(id, name, keys, another, attachment, addedAt);
    }
}
