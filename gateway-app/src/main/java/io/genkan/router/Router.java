package io.genkan.router;

import io.genkan.net.InterfaceName;
import java.io.IOException;

/// The part of the kernel that routes and filters. Each method is done when it returns, or throws.
interface Router {
    /// Replaces our packet filter as a whole, in one transaction, and reads it back.
    ///
    /// @throws IOException if it was not taken or does not read back as it was meant
    void load(Ruleset ruleset) throws IOException;

    /// Removes our packet filter; does nothing if there is none.
    void unload() throws IOException;

    /// Gives a device its addresses and takes it up.
    void raise(Link link) throws IOException;

    /// Has packets from an interface forwarded; keeps the earlier value, also over a crash.
    void forwardFrom(InterfaceName device) throws IOException;

    /// Gives forwarding from an interface back its earlier value, unless somebody else has changed it since.
    void restoreForwarding(InterfaceName device) throws IOException;

    /// The LAN as it is now.
    ///
    /// @throws NoLanException if there is none, or it is not clear which one
    Lan lan() throws IOException;
}
