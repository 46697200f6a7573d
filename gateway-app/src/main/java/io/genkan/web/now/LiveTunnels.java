package io.genkan.web.now;

import io.genkan.net.TunnelUnit;
import io.genkan.tunnel.CloseReason;
import io.genkan.tunnel.TunnelView;
import java.util.List;

/// What the pages see of the live tunnels.
public interface LiveTunnels {
    /// The live tunnels, by unit.
    List<TunnelView> live();

    /// Ends the live tunnel of a unit, if there is one.
    void end(TunnelUnit unit, CloseReason reason);
}
