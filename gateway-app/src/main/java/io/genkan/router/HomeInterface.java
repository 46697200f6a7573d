package io.genkan.router;

import io.genkan.net.InterfaceName;
import java.io.IOException;
import java.util.Optional;

/// Where the home network is.
public interface HomeInterface {
    /// The gateway's interface to it; empty where there is none, or no telling which one it is.
    Optional<InterfaceName> device() throws IOException;
}
