package io.genkan.tunnel;

import io.genkan.net.InterfaceName;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/// The home network as the gateway stands in it. Implemented by the router.
public interface HomeNetwork {
    /// Whether an address is one that another host of the home network can have: in one of its networks, not the
    /// gateway's own, and no broadcast.
    boolean hasHost(InetAddress address) throws IOException;

    /// The gateway's interface there; empty where there is none, or no telling which one it is.
    Optional<InterfaceName> device() throws IOException;
}
