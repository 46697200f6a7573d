package io.genkan.router;

/// Why no bridge can be made of the LAN's interface, or none be confirmed or undone.
public enum BridgeProblem {
    /// There is no home network, or it is not clear which. Facts: why.
    NO_LAN,
    /// The interface is a radio. Facts: the interface.
    ON_WIFI,
    /// The home network is on a bridge already. Facts: the bridge.
    ON_A_BRIDGE,
    /// The interface is no cable, but made of others: a bond, a VLAN. Facts: the interface, what it is.
    NOT_A_CABLE,
    /// The interface belongs to something else. Facts: the interface, what.
    IN_USE,
    /// Something else rests on the interface: a VLAN, a macvlan. Facts: the interface, what rests on it.
    CARRIES_OTHERS,
    /// A program keeps the interface, and would take it back. Facts: the interface, the program, what it is to be
    /// told.
    MANAGED,
    /// The address is lent, and whoever renews it would give it to the interface again. Facts: the interface, the
    /// address.
    LENT_ADDRESS,
    /// There is something of the bridge's name that is not ours. Facts: the name.
    NAME_TAKEN,
    /// Somebody else's packet filter names the interface, and would see the bridge instead. Facts: the interface, the
    /// table, the bridge.
    NAMED_BY_A_FILTER,
    /// The interface has an address of a kind that is not moved. Facts: the interface, the address.
    UNUSUAL_ADDRESS,
    /// There is a route of a kind that is not moved. Facts: the interface, the route's destination.
    UNUSUAL_ROUTE,
    /// The bridge is there already. Facts: its name.
    MADE_ALREADY,
    /// No bridge waits for being confirmed. Facts: none.
    NOTHING_TO_CONFIRM,
    /// No bridge of ours is there. Facts: none.
    NOTHING_TO_UNDO,
    /// Friends are inside by the bridge. Facts: their devices.
    FRIENDS_ON_IT,
    /// Not a number of seconds that can be waited for. Facts: the input, the fewest, the most.
    NOT_SECONDS,
    /// The kernel did not do it. Facts: why.
    FAILED
}
