package io.genkan.discovery;

import io.genkan.access.Policy;
import io.genkan.net.IpProtocol;
import io.genkan.tunnel.HomeNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a friend's policy names, and is a host of the home network: a policy may be wider than that. For one question:
/// it is asked about the same hosts again and again, and remembers. For one thread.
final class PolicyReach implements Reach {
    private final Policy policy;
    private final HomeNetwork home;
    private final Map<Place, Boolean> known = new HashMap<>();

    /// A port of a host; or, without a protocol, the host.
    private record Place(InetAddress host, @Nullable IpProtocol protocol, int port) {}

    PolicyReach(Policy policy, HomeNetwork home) {
        this.policy = policy;
        this.home = home;
    }

    @Override
    public boolean includes(InetAddress host) {
        return known.computeIfAbsent(
                new Place(host, null, 0),
                _ -> policy.destinations().stream()
                                .anyMatch(destination -> destination.hosts().contains(host))
                        && isAtHome(host));
    }

    @Override
    public boolean includes(InetAddress host, IpProtocol protocol, int port) {
        return known.computeIfAbsent(
                new Place(host, protocol, port),
                _ -> policy.lineFor(host, protocol, port).isPresent() && isAtHome(host));
    }

    /// Not, where that cannot be told.
    private boolean isAtHome(InetAddress host) {
        try {
            return home.hasHost(host);
        } catch (IOException e) {
            return false;
        }
    }
}
