package io.genkan.tunnel;

/// Why a packet did not pass a tunnel.
public enum DropReason {
    /// From the friend: too short for what it says it is, or neither IPv4 nor IPv6.
    MALFORMED,
    /// From the friend: the address family in front is not that of the packet.
    WRONG_FAMILY,
    /// Of either direction: longer than who is to take it takes.
    TOO_LARGE,
    /// From the friend: the kernel did not take it, having no room, or the link being down.
    NO_ROOM,
    /// From the friend: the device has failed; the tunnel is about to end.
    DEVICE_FAILED,
    /// To the friend: no packet of a family that the tunnel carries.
    NOT_CARRIED,
    /// To the friend: the friend's line takes no more, and the device's queue was full. The kernel dropped it.
    QUEUE_FULL
}
