package io.genkan.access;

import io.genkan.net.Attachment;
import io.genkan.net.BadInputException;
import io.genkan.net.IpPrefix;
import io.genkan.net.NetProblem;
import io.genkan.net.PrefixMapping;
import io.genkan.net.TunnelAddresses;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Finds the block of addresses under which the LAN appears to a friend whose own network has the same addresses.
@Component
class LanMappings {
    /// A public block would take a part of the internet from him.
    private static final List<IpPrefix> PRIVATE = Stream.of(
                    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
            .map(IpPrefix::parse)
            .toList();

    private final HomePrefixes home;
    private final TunnelAddresses addresses;
    private final SecureRandom random = new SecureRandom();

    LanMappings(HomePrefixes home, TunnelAddresses addresses) {
        this.home = home;
        this.addresses = addresses;
    }

    /// Reads a block, or one of the words for it. What says the same as before stays as it is: the friend's computer
    /// is set up for it.
    ///
    /// @throws BadInputException if the LAN cannot appear so
    Optional<PrefixMapping> read(String typed, Optional<PrefixMapping> before) {
        if (typed.strip().equalsIgnoreCase(FriendChange.NOT_MAPPED)) {
            return Optional.empty();
        }
        Optional<IpPrefix> wanted = FriendChange.readMapped(typed);
        List<IpPrefix> networks = home.now();
        Optional<PrefixMapping> kept = before.filter(mapping -> mapping.shown().equals(wanted.orElse(mapping.shown())))
                .filter(mapping -> networks.isEmpty() || networks.contains(mapping.real()));
        if (kept.isPresent()) {
            return kept;
        }
        if (networks.isEmpty()) {
            throw new BadInputException(AccessProblem.NO_HOME_NETWORK);
        }
        return Optional.of(wanted.map(shown -> named(shown, networks)).orElseGet(() -> chosen(networks)));
    }

    /// @throws BadInputException if the LAN appears under other addresses to a friend who is not joined by NAT
    void check(Optional<PrefixMapping> mapping, Optional<Attachment> attachment) {
        Attachment way = attachment.orElse(addresses.usual());
        if (mapping.isPresent() && way != Attachment.NAT) {
            throw new BadInputException(AccessProblem.MAPPED_NEEDS_NAT, way);
        }
    }

    private PrefixMapping chosen(List<IpPrefix> networks) {
        IpPrefix real = networks.getFirst();
        return FreePrefix.ofLength(real.length(), taken(networks), random)
                .map(free -> new PrefixMapping(real, free))
                .orElseThrow(() -> new BadInputException(AccessProblem.NO_PREFIX_FREE, real));
    }

    private PrefixMapping named(IpPrefix shown, List<IpPrefix> networks) {
        if (PRIVATE.stream().noneMatch(block -> block.contains(shown))) {
            throw new BadInputException(AccessProblem.MAPPED_NOT_PRIVATE, shown);
        }
        for (IpPrefix other : taken(networks)) {
            if (other.overlaps(shown)) {
                throw new BadInputException(NetProblem.MAPPING_OVERLAPS, shown, other);
            }
        }
        IpPrefix real = networks.stream()
                .filter(network -> network.length() == shown.length())
                .findFirst()
                .orElseGet(networks::getFirst);
        return new PrefixMapping(real, shown);
    }

    private List<IpPrefix> taken(List<IpPrefix> networks) {
        return Stream.concat(networks.stream(), Stream.of(addresses.pool().block()))
                .toList();
    }
}
