package io.genkan.router;

import io.genkan.net.InterfaceName;
import io.genkan.net.IpPrefix;
import io.genkan.net.PrefixMapping;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// The home network as the gateway finds it.
///
/// @param device the interface to it
/// @param kind what the interface is
/// @param networks its IPv4 networks; at least one
/// @param forwarded whether the kernel forwarded packets from it before we came
record Lan(InterfaceName device, Kind kind, List<Network> networks, boolean forwarded) {
    /// What an interface to a LAN is.
    enum Kind {
        /// A cable, or whatever else is no bridge.
        WIRED,
        /// A station on Wi-Fi, of which a bridge cannot be made: the access point takes one hardware address from it.
        WIRELESS,
        /// A bridge that can have more ports.
        BRIDGE
    }

    /// One network of the LAN.
    ///
    /// @param prefix its block of addresses
    /// @param gatewayAddress the gateway's own address in it
    /// @param broadcast its broadcast address
    record Network(IpPrefix prefix, InetAddress gatewayAddress, InetAddress broadcast) {
        static Network of(InetAddress gatewayAddress, int length) {
            IpPrefix whole = IpPrefix.around(gatewayAddress, length);
            return new Network(whole, gatewayAddress, whole.at(whole.size() - 1));
        }

        /// This network under the addresses by which somebody knows it; empty if he does not know it.
        Optional<Network> seenThrough(PrefixMapping mapping) {
            if (!prefix.equals(mapping.real())) {
                return Optional.empty();
            }
            return mapping.appearanceOf(gatewayAddress).map(address -> of(address, prefix.length()));
        }

        /// Whether a host can have this address, beside the gateway.
        boolean hasRoomFor(InetAddress address) {
            return prefix.contains(address)
                    && !address.equals(gatewayAddress)
                    && !address.equals(broadcast)
                    && !address.equals(prefix.first());
        }

        @Override
        public String toString() {
            return prefix.toString();
        }
    }

    Lan {
        networks = List.copyOf(networks);
    }

    /// The LAN under the addresses by which somebody knows it, and only so much of it.
    Lan seenThrough(PrefixMapping mapping) {
        return new Lan(
                device,
                kind,
                networks.stream()
                        .flatMap(network -> network.seenThrough(mapping).stream())
                        .toList(),
                forwarded);
    }
}
