package io.genkan.router;

import io.genkan.net.InterfaceName;
import java.util.List;

/// What gives an interface back what it had before it became a port of the bridge, as lines of `ip -batch`. Each of
/// them does no harm where it is done already, so that all of them can follow a move that ended anywhere. Pure.
///
/// @param device the interface
/// @param addresses done while the bridge is there still, so that what depends on an address stays
/// @param routes done once it has gone
record BridgeUndo(InterfaceName device, List<String> addresses, List<String> routes) {
    static final String ADDRESS = "address replace ";
    static final String ROUTE = "route replace ";

    BridgeUndo {
        addresses = List.copyOf(addresses);
        routes = List.copyOf(routes);
    }

    static BridgeUndo of(InterfaceName device, Holdings holdings) {
        return new BridgeUndo(
                device,
                holdings.addresses().stream()
                        .map(a -> ADDRESS + a.arguments() + (a.label().isEmpty() ? "" : " label " + a.label()) + " dev "
                                + device)
                        .toList(),
                holdings.routes().stream()
                        .map(r -> ROUTE + r + " dev " + device)
                        .toList());
    }
}
