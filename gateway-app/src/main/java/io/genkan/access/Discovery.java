package io.genkan.access;

import io.genkan.net.BadInputException;
import java.util.Locale;

/// In which ways a friend may ask the home network what is there. Of the answers he hears only those about what his
/// policy lets him reach.
public enum Discovery {
    /// Not at all, as long as the owner says nothing else.
    NONE,
    /// By multicast DNS (Bonjour, Avahi): RFC 6762.
    MDNS,
    /// By SSDP, as UPnP and DLNA do.
    SSDP,
    /// By either.
    BOTH;

    /// Reads `none`, `mdns`, `ssdp` or `both`, in any case.
    ///
    /// @throws BadInputException if it is none of them
    public static Discovery parse(String text) {
        for (Discovery discovery : values()) {
            if (discovery.toString().equals(text.strip().toLowerCase(Locale.ROOT))) {
                return discovery;
            }
        }
        throw new BadInputException(AccessProblem.NOT_A_DISCOVERY, text);
    }

    /// Whether multicast DNS is among them.
    public boolean mdns() {
        return this == MDNS || this == BOTH;
    }

    /// Whether SSDP is among them.
    public boolean ssdp() {
        return this == SSDP || this == BOTH;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
