package io.genkan.access;

import io.genkan.net.Attachment;
import io.genkan.net.TunnelUnit;
import java.util.List;
import java.util.Optional;

/// A friend as the owner typed him in, checked field by field when he is added.
///
/// @param name as typed
/// @param keyText the pasted public key
/// @param destinations as typed, one each
/// @param unit as typed; empty means the lowest free one
/// @param attachment as typed; empty means the usual one
/// @param mapped under which block of addresses the LAN appears to him, as typed; empty means under its own
public record NewFriend(
        String name,
        String keyText,
        List<String> destinations,
        Optional<String> unit,
        Optional<String> attachment,
        Optional<String> mapped) {
    /// A friend to whom the LAN appears as it is.
    public NewFriend(
            String name,
            String keyText,
            List<String> destinations,
            Optional<String> unit,
            Optional<String> attachment) {
        this(name, keyText, destinations, unit, attachment, Optional.empty());
    }

    FriendName parsedName() {
        return FriendName.parse(name);
    }

    Policy parsedPolicy() {
        return new Policy(destinations.stream().map(Destination::parse).toList());
    }

    Optional<Attachment> parsedAttachment() {
        return attachment.map(Attachment::parse);
    }

    Optional<TunnelUnit> parsedUnit() {
        return unit.map(TunnelUnit::parse);
    }
}
