package io.genkan.discovery;

import io.genkan.net.IpProtocol;
import java.net.InetAddress;

/// What somebody may reach, which is what he may be told of.
interface Reach {
    /// Whether he may reach anything at a host.
    boolean includes(InetAddress host);

    /// Whether he may reach a port of a host.
    boolean includes(InetAddress host, IpProtocol protocol, int port);
}
