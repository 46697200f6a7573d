package io.genkan.sshd;

import io.genkan.net.IpPrefix;
import java.net.InetAddress;

/// Whom a connection is put down to before anybody has proven a key: an IPv4 address, or the /64 of an IPv6 one, since
/// every household and every server has one of those to itself.
record Source(IpPrefix block) {
    private static final int NETWORK_BITS = 64;

    static Source of(InetAddress address) {
        boolean ipv4 = address.getAddress().length == Integer.BYTES;
        return new Source(ipv4 ? IpPrefix.host(address) : IpPrefix.around(address, NETWORK_BITS));
    }

    @Override
    public String toString() {
        return block.toString();
    }
}
