package io.genkan.tunnel;

import java.io.IOException;
import java.net.InetAddress;

/// The home network as the gateway stands in it. Implemented by the router.
public interface HomeNetwork {
    /// Whether an address is one that another host of the home network can have: in one of its networks, not the
    /// gateway's own, and no broadcast.
    boolean hasHost(InetAddress address) throws IOException;
}
