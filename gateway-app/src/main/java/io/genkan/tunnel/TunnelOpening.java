package io.genkan.tunnel;

import io.genkan.access.AccessDecision;

/// What came of a friend's asking for a tunnel.
public sealed interface TunnelOpening {
    /// It is open, its link is up; {@link Tunnels#start} lets the packets flow.
    record Opened(Tunnel tunnel) implements TunnelOpening {}

    /// He may not have it.
    record Refused(AccessDecision.Refused why) implements TunnelOpening {}

    /// He may, but the gateway could not give it.
    record Failed(AttachmentException.Reason reason) implements TunnelOpening {}
}
