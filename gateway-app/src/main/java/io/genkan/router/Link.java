package io.genkan.router;

import io.genkan.net.AddressPair;
import io.genkan.net.InterfaceName;
import io.genkan.net.Mtu;

/// A tunnel's device as it is to be: its addresses, its MTU, and up. All of it goes with the device.
///
/// @param ethernet whether it is a tap device, on which addresses are asked for by ARP
/// @param proxyArp whether the friend has an address of the LAN
record Link(InterfaceName device, AddressPair addresses, Mtu mtu, boolean ethernet, boolean proxyArp) {}
