package io.genkan.router;

import io.genkan.net.AddressPair;
import io.genkan.net.InterfaceName;
import io.genkan.net.IpPrefix;
import io.genkan.net.MacAddress;
import io.genkan.net.Mtu;
import java.util.Optional;

/// A tunnel's device as it is to be: its addresses, its MTU, and up. All of it goes with the device.
///
/// @param hardwareAddress a tap device's, on which addresses are asked for by ARP; a tun device has none
/// @param proxyArp whether the friend has an address of the LAN for which we answer
/// @param bridge of which it is a port
/// @param subnet what lies behind the friend, and is routed to him
record Link(
        InterfaceName device,
        AddressPair addresses,
        Mtu mtu,
        Optional<MacAddress> hardwareAddress,
        boolean proxyArp,
        Optional<InterfaceName> bridge,
        Optional<IpPrefix> subnet) {
    /// Whether it is a tap device.
    boolean ethernet() {
        return hardwareAddress.isPresent();
    }
}
