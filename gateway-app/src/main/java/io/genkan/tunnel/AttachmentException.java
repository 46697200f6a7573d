package io.genkan.tunnel;

import java.io.IOException;

/// A tunnel could not be joined to the LAN.
public final class AttachmentException extends Exception {
    private final Reason reason;

    /// Why not; the friend is told this much, the owner the whole message.
    public enum Reason {
        /// The gateway has no LAN interface with an IPv4 address.
        NO_LAN,
        /// The block of tunnel addresses lies within the LAN's, or the other way round.
        POOL_OVERLAPS_LAN,
        /// Another device in the LAN uses the friend's address.
        ADDRESS_IN_USE,
        /// The range of addresses that is kept for friends is not one of the LAN's.
        RANGE_OUTSIDE_LAN,
        /// The addresses under which the LAN is to appear to the friend do not fit to the LAN, or to how he joins it.
        MAPPING_MISFITS,
        /// The friend is to be a port of the LAN's bridge, and the LAN interface is none.
        NO_BRIDGE,
        /// The network behind the friend is somebody else's, or no part of the LAN where it is to be one.
        SUBNET_MISFIT,
        /// The packet filter could not be loaded or did not read back as it should.
        NO_PACKET_FILTER,
        /// The device, its addresses or forwarding could not be set.
        NO_DEVICE
    }

    /// @param cause what happened; its message is for the owner's log
    public AttachmentException(Reason reason, IOException cause) {
        super(cause.getMessage(), cause);
        this.reason = reason;
    }

    /// @param message what happened, for the owner's log
    public AttachmentException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /// Why.
    public Reason reason() {
        return reason;
    }
}
