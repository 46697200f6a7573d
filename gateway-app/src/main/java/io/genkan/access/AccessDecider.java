package io.genkan.access;

import io.genkan.access.AccessDecision.Granted;
import io.genkan.access.AccessDecision.Reason;
import io.genkan.access.AccessDecision.Refused;
import io.genkan.net.IpProtocol;
import java.net.InetAddress;
import java.util.Optional;

/// Decides who may come in and with what. Pure: it looks only at what it is handed.
public final class AccessDecider {
    private AccessDecider() {}

    /// Whether somebody who offers a key may log in.
    ///
    /// @param holder the holder of the key, if it is anybody's
    public static AccessDecision login(Optional<Identity> holder) {
        return holder.<AccessDecision>map(Granted::new).orElseGet(() -> new Refused(Reason.UNKNOWN_KEY));
    }

    /// Whether the holder of a key may have the tunnel that he asks for.
    ///
    /// @param holder the holder of the key as of now, who may have been removed since he logged in
    public static AccessDecision tunnel(Optional<Identity> holder, TunnelRequest request) {
        if (holder.isEmpty()) {
            return new Refused(Reason.UNKNOWN_KEY);
        }
        Identity identity = holder.get();
        if (request.unit().isPresent()
                && !request.unit().get().equals(identity.key().unit())) {
            return new Refused(Reason.OTHER_UNIT);
        }
        return new Granted(identity);
    }

    /// Whether the holder of a key may have a TCP connection made to a host of the LAN.
    ///
    /// @param holder the holder of the key as of now
    public static AccessDecision connection(Optional<Identity> holder, InetAddress to, int port) {
        if (holder.isEmpty()) {
            return new Refused(Reason.UNKNOWN_KEY);
        }
        Identity identity = holder.get();
        boolean listed =
                identity.friend().policy().lineFor(to, IpProtocol.TCP, port).isPresent();
        return listed ? new Granted(identity) : new Refused(Reason.NOT_IN_POLICY);
    }
}
