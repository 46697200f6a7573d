package io.genkan.access;

import io.genkan.net.BadInputException;
import io.genkan.net.IpPrefix;
import io.genkan.net.IpProtocol;
import io.genkan.net.PortRange;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Hosts of the LAN that a friend may reach: all of them, or one service there.
///
/// Written `HOST_OR_PREFIX[:PORT[/PROTOCOL]]`, for example `192.168.100.10`, `192.168.100.10:80`,
/// `192.168.100.0/24:53/udp` or `192.168.100.10:8000-8080/tcp`. Without a port everything at the host is meant, ping
/// included; with a port and no protocol, TCP.
///
/// @param hosts which hosts
/// @param service which service there; empty means all of them
public record Destination(IpPrefix hosts, Optional<Service> service) {
    /// An IPv6 address without `::` has eight groups.
    private static final int FEWEST_COLONS_WRITTEN_OUT = 7;

    private static final Pattern FORM =
            Pattern.compile("(?<hosts>\\[[^\\]]+\\]|[^:\\[\\]]+)(?::(?<ports>[^:/]+)(?:/(?<protocol>[^:/]+))?)?");

    /// A service: a protocol and its ports.
    public record Service(IpProtocol protocol, PortRange ports) {
        @Override
        public String toString() {
            return ports + "/" + protocol;
        }
    }

    /// @throws BadInputException if the hosts are IPv6, which no tunnel carries
    public Destination {
        if (!hosts.isIpv4()) {
            throw new BadInputException(AccessProblem.IPV6_DESTINATION, hosts);
        }
    }

    /// Reads a destination.
    ///
    /// @throws BadInputException if it is none
    public static Destination parse(String text) {
        String stripped = text.strip();
        if (looksLikeIpv6(stripped)) {
            throw new BadInputException(AccessProblem.IPV6_DESTINATION, text);
        }
        Matcher form = FORM.matcher(stripped);
        if (!form.matches()) {
            throw new BadInputException(AccessProblem.NOT_A_DESTINATION, text);
        }
        String hosts = form.group("hosts").replaceAll("[\\[\\]]", "");
        return new Destination(IpPrefix.parse(hosts), service(form.group("ports"), form.group("protocol")));
    }

    private static boolean looksLikeIpv6(String text) {
        return text.contains("::") || text.chars().filter(c -> c == ':').count() >= FEWEST_COLONS_WRITTEN_OUT;
    }

    private static Optional<Service> service(@Nullable String ports, @Nullable String protocol) {
        if (ports == null) {
            return Optional.empty();
        }
        IpProtocol named = protocol == null ? IpProtocol.TCP : IpProtocol.parse(protocol);
        return Optional.of(new Service(named, PortRange.parse(ports)));
    }

    /// Whether this names a port of a host.
    public boolean covers(InetAddress host, IpProtocol protocol, int port) {
        return hosts.contains(host)
                && service.map(s -> s.protocol() == protocol && s.ports().contains(port))
                        .orElse(true);
    }

    @Override
    public String toString() {
        return service.map(s -> hosts + ":" + s).orElseGet(hosts::toString);
    }
}
