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
public record NewFriend(
        String name, String keyText, List<String> destinations, Optional<String> unit, Optional<String> attachment) {
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
