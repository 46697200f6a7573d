package io.genkan.router;

import io.genkan.net.InterfaceName;
import io.genkan.net.MacAddress;
import java.util.stream.Stream;

/// How a bridge is made of the LAN's interface, and how everything comes back: what `ip -batch` is fed with. Pure.
///
/// In each moment there is a way for packets to and from the gateway: its addresses are on the bridge before they
/// leave the interface, so that the kernel keeps connections, and routes from these addresses, as they are.
///
/// @param device the LAN's interface
/// @param mac its hardware address, which becomes the bridge's too: whoever in the LAN knows the gateway goes on
///     finding it
/// @param holdings what moves
public record BridgePlan(InterfaceName device, MacAddress mac, Holdings holdings) {
    /// The bridge.
    public static final InterfaceName BRIDGE = new InterfaceName("br-genkan");

    /// Makes the bridge, and moves everything to it but IPv6 addresses, which stay on the interface beside.
    String making() {
        StringBuilder script = new StringBuilder("""
                link add name %1$s address %2$s type bridge stp_state 0 forward_delay 0
                link set dev %1$s alias genkan:%1$s
                link set dev %1$s up
                """.formatted(BRIDGE, mac));
        for (Holdings.Address address : holdings.addresses()) {
            script.append("address add ").append(address.arguments());
            if (!address.isIpv4() && !address.arguments().contains(" " + Holdings.UNPROBED)) {
                // The LAN knows already that the address is ours; to ask for it once more would take a second.
                script.append(" " + Holdings.UNPROBED);
            }
            script.append(on(BRIDGE));
        }
        script.append("link set dev ")
                .append(device)
                .append(" master ")
                .append(BRIDGE)
                .append('\n');
        for (String route : holdings.routes()) {
            script.append("route del ").append(route).append(on(device));
            script.append("route add ").append(route).append(on(BRIDGE));
        }
        // A primary address takes the others of its network with it, so it goes last.
        for (Holdings.Address address : holdings.addresses().reversed()) {
            if (address.isIpv4()) {
                script.append("address del ").append(address.text()).append(on(device));
            }
        }
        return script.toString();
    }

    /// Whether there are IPv6 addresses to take off the interface.
    boolean hasIpv6() {
        return holdings.addresses().stream().anyMatch(address -> !address.isIpv4());
    }

    BridgeUndo undo() {
        return BridgeUndo.of(device, holdings);
    }

    private static String on(InterfaceName where) {
        return " dev " + where + "\n";
    }

    /// What moves, for people: addresses, and where routes lead.
    public Stream<String> words() {
        return Stream.concat(
                holdings.addresses().stream().map(address -> "the address " + address.text()),
                holdings.routes().stream().map(route -> "the route " + route));
    }
}
