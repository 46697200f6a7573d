package io.genkan.tunnel;

import io.genkan.access.Identity;
import io.genkan.net.InterfaceName;
import io.genkan.tun.TunMode;

/// Joins a tunnel's device to the LAN, under the friend's policy. Implemented by the router.
///
/// Both methods are called by one thread at a time per device, and block.
public interface LanAttachment {
    /// Gives the device its addresses, loads the rules, reads them back, and only then takes the link up.
    ///
    /// @param device a device that exists and is down
    /// @param mode what the device carries
    /// @param identity whose it is
    /// @throws AttachmentException if any of it failed; nothing of it is left then, and the link is down
    void attach(InterfaceName device, TunMode mode, Identity identity) throws AttachmentException;

    /// Takes everything away that {@link #attach} brought. Does nothing for a device that is not attached.
    void detach(InterfaceName device);
}
