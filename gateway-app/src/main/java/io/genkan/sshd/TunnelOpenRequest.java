package io.genkan.sshd;

import io.genkan.access.TunnelRequest;
import io.genkan.access.TunnelRequest.Layer;
import io.genkan.net.TunnelUnit;
import java.util.Optional;
import org.apache.sshd.common.util.buffer.Buffer;

/// The extra data of a `tun@openssh.com` channel open: `uint32 mode, uint32 unit` (OpenSSH's PROTOCOL, §2.3).
///
/// @param request what it asks for; empty if it makes no sense
record TunnelOpenRequest(Optional<TunnelRequest> request) {
    private static final long MODE_POINT_TO_POINT = 1;
    private static final long MODE_ETHERNET = 2;
    /// SSH_TUNID_ANY: the server chooses.
    private static final long ANY_UNIT = 0x7fffffff;

    private static final int BYTES = 2 * Integer.BYTES;

    static TunnelOpenRequest parse(Buffer buffer) {
        if (buffer.available() != BYTES) {
            return new TunnelOpenRequest(Optional.empty());
        }
        long mode = buffer.getUInt();
        long unit = buffer.getUInt();
        if (unit != ANY_UNIT && unit > TunnelUnit.LARGEST) {
            return new TunnelOpenRequest(Optional.empty());
        }
        Optional<TunnelUnit> wish = unit == ANY_UNIT ? Optional.empty() : Optional.of(new TunnelUnit((int) unit));
        return new TunnelOpenRequest(layer(mode).map(layer -> new TunnelRequest(layer, wish)));
    }

    private static Optional<Layer> layer(long mode) {
        if (mode == MODE_POINT_TO_POINT) {
            return Optional.of(Layer.POINT_TO_POINT);
        }
        return mode == MODE_ETHERNET ? Optional.of(Layer.ETHERNET) : Optional.empty();
    }
}
