package io.genkan.tunnel;

/// Why a tunnel ended.
public enum CloseReason {
    /// The friend hung up, or his connection broke.
    FRIEND_LEFT,
    /// The same key opened its tunnel again from elsewhere: the newest wins.
    REPLACED,
    /// He may not be inside any more; the decision says why.
    ACCESS_ENDED,
    /// What he may reach was changed; he can come in again at once.
    POLICY_CHANGED,
    /// The owner ended it.
    ENDED_BY_OWNER,
    /// The gateway is stopping.
    GATEWAY_STOPS,
    /// The friend's side took nothing for too long.
    STALLED,
    /// Somebody else has changed the packet filter, and it could not be put back.
    UNGUARDED,
    /// Another device in the LAN uses the friend's address.
    ADDRESS_CONFLICT,
    /// The home network has changed, and the tunnel does not fit into it any more.
    LAN_CHANGED,
    /// The device or the packet filter failed.
    FAILED
}
