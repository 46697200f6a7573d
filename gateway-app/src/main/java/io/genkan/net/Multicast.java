package io.genkan.net;

import java.net.Inet4Address;

/// The groups of IPv4 in which devices of a home network find each other.
///
/// @param group the group's address
/// @param port the port of UDP to which everybody there listens
/// @param timeToLive with how many hops to go its packets are sent
public record Multicast(Inet4Address group, int port, int timeToLive) {
    /// Multicast DNS (RFC 6762 §3 and §11).
    public static final Multicast MDNS = new Multicast(Inet4Address.ofLiteral("224.0.0.251"), 5353, 255);

    /// SSDP (UPnP Device Architecture 1.1, §1).
    public static final Multicast SSDP = new Multicast(Inet4Address.ofLiteral("239.255.255.250"), 1900, 2);

    /// The DSCP (RFC 2474) of what the gateway itself tells friends of these groups, by which its rules know that from
    /// what its other programs send: one of those that are kept for local use.
    public static final int ANSWER_DSCP = 0x33;
}
