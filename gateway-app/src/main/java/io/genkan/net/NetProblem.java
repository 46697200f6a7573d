package io.genkan.net;

/// Why a value of the network cannot be taken.
public enum NetProblem {
    /// Neither an address nor a prefix. Facts: the input.
    NOT_AN_ADDRESS,
    /// A prefix whose host part is not zero. Facts: the input, the prefix that was probably meant.
    HOST_BITS_SET,
    /// Not a port or a range of ports between 1 and 65535. Facts: the input.
    NOT_A_PORT,
    /// Not a protocol that a policy can name. Facts: the input.
    NOT_A_PROTOCOL,
    /// Not a name that Linux gives to a network interface. Facts: the input.
    NOT_AN_INTERFACE,
    /// Not the hardware address of a network interface. Facts: the input.
    NOT_A_HARDWARE_ADDRESS,
    /// Not a tunnel unit. Facts: the input, the largest unit.
    NOT_A_UNIT,
    /// Not an MTU in bytes that a tunnel can have. Facts: the input, the smallest, the largest.
    NOT_AN_MTU,
    /// None of the ways in which a tunnel joins the LAN. Facts: the input.
    NOT_AN_ATTACHMENT,
    /// No addresses of the LAN are kept for friends. Facts: none.
    NO_LAN_RANGE,
    /// The addresses that are kept for friends are fewer than this unit. Facts: the unit, the range.
    LAN_RANGE_TOO_SMALL,
    /// A block of addresses without room for one tunnel. Facts: the block.
    POOL_TOO_SMALL,
    /// Not a block of IPv4 addresses that stands for another. Facts: the input.
    NOT_A_MAPPING,
    /// A block that is larger or smaller than the one for which it is to stand. Facts: the block, the other.
    MAPPING_OF_OTHER_LENGTH,
    /// A block that is to stand for another, and overlaps something. Facts: the block, what it overlaps.
    MAPPING_OVERLAPS
}
