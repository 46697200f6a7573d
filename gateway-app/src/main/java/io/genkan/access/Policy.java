package io.genkan.access;

import io.genkan.net.IpPrefix;
import io.genkan.net.IpProtocol;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// What a friend may reach, on which terms, and what may reach him. Everything that is not listed is closed.
///
/// @param subnet the network behind him, whose hosts come in through his tunnel with their own addresses; only a
///     hop has one
public record Policy(List<Destination> destinations, Terms terms, Reverse reverse, Optional<IpPrefix> subnet) {
    /// Nothing at all: where every friend begins.
    public static final Policy EMPTY = new Policy(List.of());

    /// Keeps its own copy, without repetitions and in the given order.
    public Policy {
        destinations = destinations.stream().distinct().toList();
    }

    /// A policy by which nothing of the LAN may reach him.
    public Policy(List<Destination> destinations, Terms terms) {
        this(destinations, terms, Reverse.NOBODY, Optional.empty());
    }

    /// A policy without terms.
    public Policy(List<Destination> destinations) {
        this(destinations, Terms.NONE);
    }

    /// The same on other terms.
    public Policy with(Terms other) {
        return new Policy(destinations, other, reverse, subnet);
    }

    /// The first line that lets a connection to a port of a host pass.
    public Optional<Destination> lineFor(InetAddress host, IpProtocol protocol, int port) {
        return destinations.stream()
                .filter(destination -> destination.covers(host, protocol, port))
                .findFirst();
    }
}
