package io.genkan.access;

import io.genkan.net.TunnelUnit;
import java.util.Optional;

/// What a friend's ssh asks for with `-w`.
///
/// @param layer the kind of tunnel
/// @param unit the unit asked for; empty for `any`
public record TunnelRequest(Layer layer, Optional<TunnelUnit> unit) {
    /// Which layer a tunnel carries.
    public enum Layer {
        /// IP packets, a tun device (`Tunnel point-to-point`).
        POINT_TO_POINT,
        /// Ethernet frames, a tap device (`Tunnel ethernet`).
        ETHERNET
    }
}
