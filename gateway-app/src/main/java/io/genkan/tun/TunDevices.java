package io.genkan.tun;

import io.genkan.net.InterfaceName;
import java.io.IOException;
import java.util.Map;

/// Makes tun devices.
public interface TunDevices {
    /// Makes a device that does not exist yet; it is down and has no address.
    ///
    /// @throws IOException if there is one of this name, or the kernel refuses
    TunDevice create(InterfaceName name, TunMode mode) throws IOException;

    /// How many packets the kernel has dropped since a device's queue was full, by its name.
    Map<String, Long> queuesWereFull() throws IOException;
}
