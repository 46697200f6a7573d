package io.genkan.tunnel;

/// Why a tunnel ended.
public enum CloseReason {
    /// The friend hung up, or his connection broke.
    FRIEND_LEFT,
    /// The same key opened its tunnel again from elsewhere: the newest wins.
    REPLACED,
    /// The friend was removed.
    REMOVED,
    /// The owner ended it.
    ENDED_BY_OWNER,
    /// The gateway is stopping.
    GATEWAY_STOPS,
    /// Somebody else has changed the packet filter, and it could not be put back.
    UNGUARDED,
    /// Another device in the LAN uses the friend's address.
    ADDRESS_CONFLICT,
    /// The friend's side took nothing for too long.
    STALLED,
    /// The device or the packet filter failed.
    FAILED
}
