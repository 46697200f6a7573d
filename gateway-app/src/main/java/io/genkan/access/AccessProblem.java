package io.genkan.access;

/// Why something about a friend cannot be taken as it was given.
public enum AccessProblem {
    /// Not a name for a friend. Facts: the input.
    NOT_A_NAME,
    /// There is a friend of this name. Facts: the name.
    NAME_TAKEN,
    /// There is no friend of this name. Facts: the name.
    NO_SUCH_FRIEND,
    /// The key is a friend's already. Facts: the fingerprint, whose it is.
    KEY_TAKEN,
    /// Another key has this tunnel unit. Facts: the unit, whose it is.
    UNIT_TAKEN,
    /// No tunnel unit is left. Facts: the largest unit.
    NO_UNIT_LEFT,
    /// Not a destination. Facts: the input.
    NOT_A_DESTINATION,
    /// Not one port of one host. Facts: the input.
    NOT_A_PLACE,
    /// A destination with an IPv6 address. Facts: the input.
    IPV6_DESTINATION,
    /// No destination was given, so that the friend could reach nothing. Facts: none.
    NO_DESTINATION,
    /// Not hours of the week. Facts: the input.
    NOT_A_WINDOW,
    /// Not a day, or a day and a time. Facts: the input.
    NOT_A_MOMENT,
    /// Not a rate. Facts: the input.
    NOT_A_RATE,
    /// Not an amount of data. Facts: the input.
    NOT_A_VOLUME,
    /// None of the ways to ask what is there. Facts: the input.
    NOT_A_DISCOVERY,
    /// Notes that are too long. Facts: the most characters.
    NOTES_TOO_LONG,
    /// Not a port map. Facts: the input.
    NOT_A_PORT_MAP,
    /// A port map of a friend who is not joined by NAT. Facts: how he is joined.
    PORT_MAP_NEEDS_NAT,
    /// A port of a map that the gateway keeps for itself. Facts: the port.
    PORT_RESERVED,
    /// A port of a map that another friend has. Facts: the port, whose it is.
    PORT_MAP_TAKEN,
    /// Not a network that can lie behind a hop. Facts: the input.
    NOT_A_SUBNET,
    /// A subnet of a friend whose tunnel is a port of a bridge. Facts: how he is joined.
    SUBNET_BRIDGED,
    /// A subnet that is to be the LAN's, and is no part of what is kept for friends, or too large. Facts: the subnet,
    /// what is kept for friends, how many addresses it may have.
    SUBNET_OUTSIDE_RANGE,
    /// A subnet that shares addresses with others. Facts: the subnet, what it overlaps.
    SUBNET_TAKEN,
    /// A friend's address of the LAN that lies behind a hop. Facts: the address, the hop.
    ADDRESS_BEHIND_HOP,
    /// A subnet of a friend with several keys, each of which has a tunnel of its own. Facts: none.
    SUBNET_OF_ONE_KEY,
    /// A further key for a hop with a network behind it. Facts: the hop.
    KEY_OF_A_HOP,
    /// Another look of the home network for a friend who is not joined by NAT. Facts: how he is joined.
    MAPPED_NEEDS_NAT,
    /// A block of public addresses that the home network is to appear under. Facts: the input.
    MAPPED_NOT_PRIVATE,
    /// No block of the home network's size is free. Facts: the home network.
    NO_PREFIX_FREE,
    /// The home network is not to be found, so that nothing can stand for it. Facts: none.
    NO_HOME_NETWORK,
    /// The friend has no such key. Facts: the input, the friend.
    NO_SUCH_KEY
}
