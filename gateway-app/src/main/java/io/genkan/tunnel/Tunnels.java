package io.genkan.tunnel;

import io.genkan.net.TunnelUnit;
import java.util.List;
import org.springframework.stereotype.Service;

/// The live tunnels.
@Service
public class Tunnels {
    /// The live tunnels, by unit.
    public List<TunnelView> live() {
        return List.of();
    }

    /// Ends the live tunnel of a unit, if there is one.
    public void end(TunnelUnit unit, CloseReason reason) {}
}
