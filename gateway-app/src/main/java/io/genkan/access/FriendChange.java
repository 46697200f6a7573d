package io.genkan.access;

import io.genkan.net.Attachment;
import io.genkan.net.BadInputException;
import java.time.ZoneId;
import java.util.Optional;

/// A change of a friend as the owner typed it; what is empty stays as it is.
///
/// @param policy what changes of his policy
/// @param attachment an {@link Attachment}, or `usual`
public record FriendChange(PolicyChange policy, Optional<String> attachment) {
    /// What is typed for how tunnels join the LAN here if nothing else is chosen.
    public static final String USUAL = "usual";

    /// The friend after the change.
    ///
    /// @throws BadInputException if something of it cannot be read
    public Friend applyTo(Friend before, ZoneId home) {
        return new Friend(
                before.id(),
                before.name(),
                before.keys(),
                policy.applyTo(before.policy(), home),
                attachment.map(FriendChange::readAttachment).orElse(before.attachment()),
                before.addedAt());
    }

    /// Reads how tunnels join the LAN.
    ///
    /// @throws BadInputException if there is no such way
    public static Optional<Attachment> readAttachment(String text) {
        return text.strip().equalsIgnoreCase(USUAL) ? Optional.empty() : Optional.of(Attachment.parse(text));
    }
}
