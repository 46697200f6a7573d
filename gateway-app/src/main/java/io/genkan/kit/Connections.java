package io.genkan.kit;

import io.genkan.access.Identity;
import io.genkan.settings.GatewayProperties;
import io.genkan.ssh.HostKey;
import org.springframework.stereotype.Component;

/// Tells what a friend's side needs to connect to this gateway.
@Component
public class Connections {
    private final GatewayProperties settings;
    private final HostKey hostKey;

    Connections(GatewayProperties settings, HostKey hostKey) {
        this.settings = settings;
        this.hostKey = hostKey;
    }

    /// The details for one of a friend's keys.
    public ConnectionDetails detailsOf(Identity identity) {
        return ConnectionDetails.of(identity, settings, hostKey.publicLine());
    }
}
