package io.genkan.router;

import io.genkan.net.PrefixMapping;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the LAN's networks are in a ruleset: anonymous sets. Pure.
record LanSets(Lan lan) {
    /// The same under the addresses by which somebody knows them.
    LanSets seenThrough(PrefixMapping mapping) {
        return new LanSets(lan.seenThrough(mapping));
    }

    String prefixes() {
        return set(network -> network.prefix().toString());
    }

    String broadcasts() {
        return set(network -> network.broadcast().getHostAddress());
    }

    String gatewayAddresses() {
        return set(network -> network.gatewayAddress().getHostAddress());
    }

    private String set(Function<Lan.Network, String> element) {
        return lan.networks().stream().map(element).distinct().collect(Collectors.joining(", ", "{ ", " }"));
    }
}
