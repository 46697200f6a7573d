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
    /// The friend has no such key. Facts: the input, the friend.
    NO_SUCH_KEY
}
