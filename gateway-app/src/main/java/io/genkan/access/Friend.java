package io.genkan.access;

import io.genkan.net.Attachment;
import io.genkan.net.IpPrefix;
import io.genkan.net.PrefixMapping;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A person let in.
///
/// @param attachment how his tunnels join the LAN; empty means as usual here
/// @param mapping under which addresses the LAN appears in his tunnels; empty means under its own
public record Friend(
        long id,
        FriendName name,
        List<AuthorizedKey> keys,
        Policy policy,
        Optional<Attachment> attachment,
        Optional<PrefixMapping> mapping,
        Instant addedAt) {
    /// Keeps its own copy of the keys.
    public Friend {
        keys = List.copyOf(keys);
    }

    /// A friend to whom the LAN appears as it is.
    public Friend(
            long id,
            FriendName name,
            List<AuthorizedKey> keys,
            Policy policy,
            Optional<Attachment> attachment,
            Instant addedAt) {
        this(id, name, keys, policy, attachment, Optional.empty(), addedAt);
    }

    /// What he may reach, as he addresses it.
    public List<Destination> seenDestinations() {
        return policy.destinations().stream()
                .flatMap(real -> seen(real.hosts()).map(hosts -> new Destination(hosts, real.service())).stream())
                .toList();
    }

    /// Hosts of the LAN as he addresses them in his tunnels; empty if he cannot.
    public Optional<IpPrefix> seen(IpPrefix hosts) {
        return mapping.map(known -> known.appearanceOf(hosts)).orElse(Optional.of(hosts));
    }

    /// Whether a tunnel that was set up for him as he was then would be set up the same now.
    public boolean hasTunnelsLike(Friend then) {
        return policy.destinations().equals(then.policy().destinations())
                && policy.reverse().equals(then.policy().reverse())
                && policy.subnet().equals(then.policy().subnet())
                && joinsLike(then);
    }

    /// Whether his tunnels join the LAN the same as they did then.
    boolean joinsLike(Friend then) {
        return attachment.equals(then.attachment()) && mapping.equals(then.mapping());
    }

    Friend with(Policy another) {
        return new Friend(id, name, keys, another, attachment, mapping, addedAt);
    }
}
