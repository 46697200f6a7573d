package io.genkan.net;

import java.net.InetAddress;

/// The two ends of a point-to-point tunnel.
///
/// @param gateway the address of the gateway's end
/// @param friend the address of the friend's end
public record AddressPair(InetAddress gateway, InetAddress friend) {}
