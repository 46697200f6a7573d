package io.genkan.net;

import java.util.Optional;

/// Which addresses a tunnel has. They follow from its unit, so that nothing is stored and nothing given twice.
///
/// @param pool the block of the tunnels' own addresses
/// @param lanRange the LAN's IPv4 addresses that the owner keeps for friends; unit *n* has its *n*-th, counted from 0
/// @param usual the attachment of a friend for whom none was chosen
public record TunnelAddresses(TunnelPool pool, Optional<IpPrefix> lanRange, Attachment usual) {
    /// The two ends of a tunnel. The gateway's end is one of the tunnels' own addresses in either case.
    ///
    /// @throws BadInputException if there is none for this unit
    public AddressPair pairOf(Attachment attachment, TunnelUnit unit) {
        AddressPair own = pool.pairOf(unit);
        return switch (attachment) {
            case NAT -> own;
            case PROXY_ARP, BRIDGED -> {
                IpPrefix range = lanRange.orElseThrow(() -> new BadInputException(NetProblem.NO_LAN_RANGE));
                if (unit.number() >= range.size()) {
                    throw new BadInputException(NetProblem.LAN_RANGE_TOO_SMALL, unit, range);
                }
                yield new AddressPair(own.gateway(), range.at(unit.number()));
            }
        };
    }
}
