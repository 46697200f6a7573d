package io.genkan.sshd;

import inet.ipaddr.IPAddressString;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the address that a friend means. Names are asked for only where they are ones of a home: without a dot, or
/// below a domain that no public name server answers for. Else a friend could have the gateway look up any name of
/// the internet, and so talk to somebody's name server through it.
final class HostLookup {
    private static final Pattern HOME_NAME =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.(?:local|lan|home|internal|home\\.arpa|fritz\\.box))?");

    private HostLookup() {}

    /// The IPv4 address; looked up once, so that what is decided about is what is connected to.
    static Optional<InetAddress> find(String host) {
        try {
            if (new IPAddressString(host).isIPv4()) {
                return Optional.of(InetAddress.ofLiteral(host));
            }
            if (!HOME_NAME.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
                return Optional.empty();
            }
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (address instanceof Inet4Address) {
                    return Optional.of(address);
                }
            }
            return Optional.empty();
        } catch (UnknownHostException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
