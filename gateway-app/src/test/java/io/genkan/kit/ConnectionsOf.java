package io.genkan.kit;

import io.genkan.settings.GatewayProperties;
import io.genkan.ssh.HostKey;
import io.genkan.store.DatabaseFile;

/// Connection details without the rest of the gateway.
public final class ConnectionsOf {
    private ConnectionsOf() {}

    /// Those of a gateway with these settings and this key.
    public static Connections gateway(GatewayProperties settings, HostKey hostKey, House house) {
        return new Connections(settings, hostKey, house);
    }

    /// What is known of the house, in a database.
    public static House house(DatabaseFile database) {
        return new House(database.jdbc(), database.durable());
    }
}
