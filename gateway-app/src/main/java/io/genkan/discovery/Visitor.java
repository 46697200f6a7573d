package io.genkan.discovery;

import io.genkan.access.Policy;
import io.genkan.net.InterfaceName;
import java.net.InetAddress;

/// A friend's tunnel, as far as the relay has to know of it.
///
/// @param device its device on the gateway
/// @param listens the interface by which his questions come: the device, or the bridge that it is a port of
/// @param address his address in the tunnel
/// @param gateway the address of the gateway's end
/// @param policy what he may reach, and how he may ask
record Visitor(InterfaceName device, InterfaceName listens, InetAddress address, InetAddress gateway, Policy policy) {}
