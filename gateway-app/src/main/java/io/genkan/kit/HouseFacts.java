package io.genkan.kit;

import java.util.Optional;

/// What friends have to know of the house, as far as the owner has told.
///
/// @param address under which it is reached from outside
/// @param ownerName what friends call the owner
public record HouseFacts(Optional<PublicHost> address, Optional<String> ownerName) {
    /// The address, or the word that somebody has to replace by it.
    public String addressOrPlaceholder() {
        return address.map(PublicHost::value).orElse(PublicHost.TO_FILL_IN);
    }
}
