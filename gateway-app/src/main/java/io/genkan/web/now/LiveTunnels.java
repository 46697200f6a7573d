package io.genkan.web.now;

import io.genkan.net.InterfaceName;
import io.genkan.net.TunnelUnit;
import io.genkan.tunnel.CloseReason;
import io.genkan.tunnel.ForwardingView;
import io.genkan.tunnel.TunnelView;
import java.util.List;

/// What the pages see of the live tunnels and TCP connections.
public interface LiveTunnels {
    /// The live tunnels, by unit.
    List<TunnelView> live();

    /// The live TCP connections of friends without a tunnel, the oldest first.
    List<ForwardingView> forwardings();

    /// How many packets the guard on a tunnel's device has stopped since it opened.
    long stopped(InterfaceName device);

    /// Ends the live tunnel of a unit, if there is one.
    void end(TunnelUnit unit, CloseReason reason);
}
