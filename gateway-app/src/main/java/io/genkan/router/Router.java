package io.genkan.router;

import io.genkan.net.InterfaceName;
import java.io.IOException;

/// The part of the kernel that routes. Each method is done when it returns, or throws.
interface Router {
    /// The packet filter.
    PacketFilter filter();

    /// Gives a device its addresses and takes it up.
    void raise(Link link) throws IOException;

    /// Takes a device down at once; does nothing if there is none.
    void shut(InterfaceName device) throws IOException;

    /// Whether there is a device of this name.
    boolean hasDevice(InterfaceName device) throws IOException;

    /// Has packets from an interface forwarded; keeps the earlier value, also over a crash.
    void forwardFrom(InterfaceName device) throws IOException;

    /// Gives forwarding from an interface back its earlier value, unless somebody else has changed it since.
    void restoreForwarding(InterfaceName device) throws IOException;

    /// The LAN as it is now.
    ///
    /// @throws NoLanException if there is none, or it is not clear which one
    Lan lan() throws IOException;
}
