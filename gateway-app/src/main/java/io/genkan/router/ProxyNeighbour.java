package io.genkan.router;

import io.genkan.net.InterfaceName;
import java.net.InetAddress;

/// An address for which the gateway answers ARP in the LAN.
///
/// @param lan the interface to the LAN
record ProxyNeighbour(InetAddress address, InterfaceName lan) {}
