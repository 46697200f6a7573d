package io.genkan.kit;

import io.genkan.access.Identity;
import io.genkan.settings.GatewayProperties;
import io.genkan.ssh.HostKey;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tells what a friend's side needs to connect to this gateway.
@Component
public class Connections {
    private final GatewayProperties settings;
    private final HostKey hostKey;
    private final House house;

    Connections(GatewayProperties settings, HostKey hostKey, House house) {
        this.settings = settings;
        this.hostKey = hostKey;
        this.house = house;
    }

    /// Under which address the house is reached from outside, if the owner has told.
    public Optional<String> addressOfHouse() {
        return house.facts().address().map(PublicHost::value);
    }

    /// The details for one of a friend's keys.
    public ConnectionDetails detailsOf(Identity identity) {
        return ConnectionDetails.of(identity, settings, hostKey.publicLine());
    }
}
