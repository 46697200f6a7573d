package io.genkan.kit;

import io.genkan.settings.GatewayProperties;
import io.genkan.ssh.HostKey;

/// Connection details without the rest of the gateway.
public final class ConnectionsOf {
    private ConnectionsOf() {}

    /// Those of a gateway with these settings and this key.
    public static Connections gateway(GatewayProperties settings, HostKey hostKey) {
        return new Connections(settings, hostKey);
    }
}
