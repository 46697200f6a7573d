package io.genkan.access;

import io.genkan.net.Attachment;
import io.genkan.net.BadInputException;
import io.genkan.net.IpPrefix;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// A change of a friend as the owner typed it; what is empty stays as it is.
///
/// @param policy what changes of his policy
/// @param attachment an {@link Attachment}, or `usual`
/// @param mapped under which block of addresses the LAN appears to him, or `auto`, or `none`
public record FriendChange(PolicyChange policy, Optional<String> attachment, Optional<String> mapped) {
    /// What is typed for how tunnels join the LAN here if nothing else is chosen.
    public static final String USUAL = "usual";

    /// What is typed for a block of addresses that the gateway chooses.
    public static final String AUTO = "auto";

    /// What is typed for a LAN that appears under its own addresses.
    public static final String NOT_MAPPED = "none";

    /// A change that leaves as it is under which addresses the LAN appears to him.
    public FriendChange(PolicyChange policy, Optional<String> attachment) {
        this(policy, attachment, Optional.empty());
    }

    /// The friend after the change.
    ///
    /// @throws BadInputException if something of it cannot be read
    Friend applyTo(Friend before, ZoneId home, LanMappings mappings) {
        return new Friend(
                before.id(),
                before.name(),
                before.keys(),
                policy.applyTo(before.policy(), home),
                attachment.map(FriendChange::readAttachment).orElse(before.attachment()),
                mapped.map(text -> mappings.read(text, before.mapping())).orElse(before.mapping()),
                before.addedAt());
    }

    /// Reads a block of addresses under which the LAN is to appear; empty for a word that stands for one.
    ///
    /// @throws BadInputException if it is none
    public static Optional<IpPrefix> readMapped(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return word.equals(AUTO) || word.equals(NOT_MAPPED) ? Optional.empty() : Optional.of(IpPrefix.parse(text));
    }

    /// Reads how tunnels join the LAN.
    ///
    /// @throws BadInputException if there is no such way
    public static Optional<Attachment> readAttachment(String text) {
        return text.strip().equalsIgnoreCase(USUAL) ? Optional.empty() : Optional.of(Attachment.parse(text));
    }
}
