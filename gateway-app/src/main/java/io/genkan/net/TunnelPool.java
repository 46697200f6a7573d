package io.genkan.net;

/// The block out of which each tunnel unit has its own four addresses: unit *n* takes those from 4*n* on.
///
/// The pair sits on the second and third of the four, as in a /30, so that an owner can also route or filter a tunnel
/// as a subnet, and tools that know nothing of point-to-point links (RFC 3021) are content.
public record TunnelPool(IpPrefix block) {
    /// The prefix length of a unit's own addresses.
    public static final int PREFIX_LENGTH = 30;

    private static final int ADDRESSES_EACH = 4;

    /// @throws BadInputException if the block is not IPv4, or has no room for a single tunnel
    public TunnelPool {
        if (!block.isIpv4()) {
            throw new BadInputException(NetProblem.NOT_AN_ADDRESS, block);
        }
        if (block.size() < ADDRESSES_EACH) {
            throw new BadInputException(NetProblem.POOL_TOO_SMALL, block);
        }
    }

    /// The largest unit that has addresses.
    public TunnelUnit largestUnit() {
        return new TunnelUnit((int) Math.min(TunnelUnit.LARGEST, block.size() / ADDRESSES_EACH - 1));
    }

    /// The addresses of a unit.
    ///
    /// @throws BadInputException if the block is too small for this unit
    public AddressPair pairOf(TunnelUnit unit) {
        if (unit.compareTo(largestUnit()) > 0) {
            throw new BadInputException(NetProblem.NOT_A_UNIT, unit, largestUnit());
        }
        long offset = (long) unit.number() * ADDRESSES_EACH;
        return new AddressPair(block.at(offset + 1), block.at(offset + 2));
    }

    @Override
    public String toString() {
        return block.toString();
    }
}
