package io.genkan.tun;

import io.genkan.net.InterfaceName;
import io.genkan.net.TunnelUnit;

/// What a device carries.
public enum TunMode {
    /// IP packets; a tun device.
    POINT_TO_POINT("tun"),
    /// Ethernet frames; a tap device.
    ETHERNET("tap");

    private final String prefix;

    TunMode(String prefix) {
        this.prefix = prefix;
    }

    /// The name of a unit's device, for example `tun1`.
    public InterfaceName deviceOf(TunnelUnit unit) {
        return new InterfaceName(prefix + unit);
    }
}
