package io.genkan.access;

import io.genkan.net.Attachment;
import io.genkan.net.BadInputException;
import io.genkan.net.IpPrefix;
import io.genkan.net.NetProblem;
import io.genkan.net.TunnelAddresses;
import io.genkan.net.TunnelUnit;
import java.util.List;
import java.util.Optional;

/// What networks can lie behind hops. Pure. Whether one overlaps the LAN or another route of the machine is seen
/// when the tunnel opens, since both can change.
///
/// @param addresses those of the tunnels
record Subnets(TunnelAddresses addresses) {
    /// A larger one would take half of the world away from the gateway.
    private static final int SHORTEST = 16;

    private static final int LONGEST = 30;

    /// The gateway answers in the LAN for each address of one there, whether or not somebody has it.
    private static final int MOST_IN_LAN = 8;

    /// Reads a network.
    ///
    /// @throws BadInputException if it is no network of IPv4 addresses, or too large or small to be somebody's
    static IpPrefix parse(String text) {
        IpPrefix prefix = IpPrefix.parse(text);
        boolean special = prefix.first().isLoopbackAddress()
                || prefix.first().isAnyLocalAddress()
                || prefix.first().isMulticastAddress()
                || prefix.first().isLinkLocalAddress();
        if (!prefix.isIpv4() || special || prefix.length() < SHORTEST || prefix.length() > LONGEST) {
            throw new BadInputException(AccessProblem.NOT_A_SUBNET, text);
        }
        return prefix;
    }

    /// A friend as far as his addresses go, as he would be.
    record Wanted(FriendName name, Policy policy, Optional<Attachment> attachment, List<TunnelUnit> units) {
        static Wanted of(Friend friend) {
            return new Wanted(
                    friend.name(),
                    friend.policy(),
                    friend.attachment(),
                    friend.keys().stream().map(AuthorizedKey::unit).toList());
        }
    }

    /// Looks whether what lies behind a friend, and his own addresses in the LAN, are his alone.
    ///
    /// @param present all friends
    /// @throws BadInputException if they are not
    void check(Wanted wanted, List<Friend> present) {
        wanted.policy().subnet().ifPresent(subnet -> {
            if (wanted.units().size() > 1) {
                throw new BadInputException(AccessProblem.SUBNET_OF_ONE_KEY);
            }
            refuseWhereItCannotBe(subnet, wanted.attachment().orElse(addresses.usual()));
        });
        for (Friend other : present) {
            if (!other.name().equals(wanted.name())) {
                refuseOverlap(wanted, Wanted.of(other));
            }
        }
    }

    private void refuseWhereItCannotBe(IpPrefix subnet, Attachment attachment) {
        switch (attachment) {
            case NAT -> {
                refuseShared(subnet, addresses.pool().block(), addresses.pool());
                addresses.lanRange().ifPresent(range -> refuseShared(subnet, range, range));
            }
            case PROXY_ARP -> {
                IpPrefix range = addresses.lanRange().orElseThrow(() -> new BadInputException(NetProblem.NO_LAN_RANGE));
                if (!range.contains(subnet) || subnet.size() > MOST_IN_LAN) {
                    throw new BadInputException(AccessProblem.SUBNET_OUTSIDE_RANGE, subnet, range, MOST_IN_LAN);
                }
            }
            case BRIDGED -> throw new BadInputException(AccessProblem.SUBNET_BRIDGED, attachment);
        }
    }

    private void refuseOverlap(Wanted wanted, Wanted other) {
        wanted.policy().subnet().ifPresent(subnet -> {
            other.policy().subnet().ifPresent(his -> refuseShared(subnet, his, other.name() + ", " + his));
            inLan(other).forEach(his -> refuseShared(subnet, his, other.name() + ", " + his));
        });
        other.policy()
                .subnet()
                .flatMap(subnet ->
                        inLan(wanted).stream().filter(subnet::contains).findFirst())
                .ifPresent(address -> {
                    throw new BadInputException(AccessProblem.ADDRESS_BEHIND_HOP, address, other.name());
                });
    }

    private static void refuseShared(IpPrefix subnet, IpPrefix other, Object whose) {
        if (subnet.overlaps(other)) {
            throw new BadInputException(AccessProblem.SUBNET_TAKEN, subnet, whose);
        }
    }

    /// The addresses of the LAN that are a friend's own.
    private List<IpPrefix> inLan(Wanted friend) {
        Optional<IpPrefix> range = addresses.lanRange();
        if (range.isEmpty() || friend.attachment().orElse(addresses.usual()) == Attachment.NAT) {
            return List.of();
        }
        return friend.units().stream()
                .filter(unit -> unit.number() < range.get().size())
                .map(unit -> IpPrefix.host(range.get().at(unit.number())))
                .toList();
    }
}
