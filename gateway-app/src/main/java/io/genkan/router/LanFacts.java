package io.genkan.router;

import io.genkan.net.InterfaceName;
import java.util.List;
import java.util.Optional;

/// What there is to know of the home network before anything is done about it.
///
/// @param device the interface to it
/// @param kind what the interface is
/// @param bridge the bridge that it is a port of
/// @param addresses the gateway's IPv4 addresses there
/// @param router where the default route goes
/// @param manager the program that keeps the interface, as far as that can be known
/// @param forwarded whether the kernel forwards packets from it without us
public record LanFacts(
        InterfaceName device,
        Kind kind,
        Optional<String> bridge,
        List<Address> addresses,
        Optional<String> router,
        Optional<String> manager,
        boolean forwarded) {
    /// Keeps its own copy of the addresses.
    public LanFacts {
        addresses = List.copyOf(addresses);
    }

    /// What an interface is.
    public enum Kind {
        /// A cable, or what the kernel shows as one.
        ETHERNET,
        /// A radio, which cannot be a port of a bridge.
        WIFI,
        /// A bridge.
        BRIDGE
    }

    /// An address of the gateway's.
    ///
    /// @param text with the network's length, for example `192.168.100.2/24`
    /// @param lent whether it ends unless somebody renews it, as DHCP's do
    public record Address(String text, boolean lent) {}
}
