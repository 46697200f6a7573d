package io.genkan.net;

import java.net.InetAddress;
import java.util.Optional;

/// A block of addresses that stands for another of the same length, address by address: `10.201.7.10` for
/// `192.168.1.10`, and so on.
///
/// {@link #toString()} gives the form that {@link #parse} takes, `192.168.1.0/24=10.201.7.0/24`.
///
/// @param real the block where the hosts are
/// @param shown the block under which they appear
public record PrefixMapping(IpPrefix real, IpPrefix shown) {
    private static final String IS = "=";

    /// @throws BadInputException if one cannot stand for the other, or they share an address
    public PrefixMapping {
        if (!real.isIpv4() || !shown.isIpv4()) {
            throw new BadInputException(NetProblem.NOT_A_MAPPING, real + IS + shown);
        }
        if (real.length() != shown.length()) {
            throw new BadInputException(NetProblem.MAPPING_OF_OTHER_LENGTH, shown, real);
        }
        if (real.overlaps(shown)) {
            throw new BadInputException(NetProblem.MAPPING_OVERLAPS, shown, real);
        }
    }

    /// Reads a mapping.
    ///
    /// @throws BadInputException if it is none
    public static PrefixMapping parse(String text) {
        String[] parts = text.split(IS, -1);
        if (parts.length != 2) {
            throw new BadInputException(NetProblem.NOT_A_MAPPING, text);
        }
        return new PrefixMapping(IpPrefix.parse(parts[0]), IpPrefix.parse(parts[1]));
    }

    /// Where a real address appears; empty outside of the real block.
    public Optional<InetAddress> appearanceOf(InetAddress address) {
        return moved(address, real, shown);
    }

    /// Where the hosts of a block appear, as far as they are in the real block; empty if none is.
    public Optional<IpPrefix> appearanceOf(IpPrefix hosts) {
        if (hosts.contains(real)) {
            return Optional.of(shown);
        }
        return appearanceOf(hosts.first()).map(first -> new IpPrefix(first, hosts.length()));
    }

    /// The real address of one that is shown; empty outside of the shown block.
    public Optional<InetAddress> realOf(InetAddress address) {
        return moved(address, shown, real);
    }

    private static Optional<InetAddress> moved(InetAddress address, IpPrefix from, IpPrefix to) {
        return from.contains(address) ? Optional.of(to.at(from.offsetOf(address))) : Optional.empty();
    }

    @Override
    public String toString() {
        return real + IS + shown;
    }
}
