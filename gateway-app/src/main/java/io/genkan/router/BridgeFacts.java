package io.genkan.router;

import io.genkan.net.BadInputException;
import io.genkan.net.MacAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the making of a bridge depends on, beside what the interface holds.
///
/// @param lan the home network
/// @param mac the interface's hardware address
/// @param kind what the kernel calls an interface that is made of others; empty for a cable
/// @param resting what else takes the interface's packets, such as a VLAN
/// @param nameTaken whether there is an interface of the bridge's name
/// @param filter the table of somebody else's packet filter that names the interface, and not the bridge
record BridgeFacts(
        LanFacts lan, MacAddress mac, String kind, List<String> resting, boolean nameTaken, Optional<String> filter) {
    /// A cable, and the cable between network namespaces.
    private static final Set<String> CABLES = Set.of("", "veth");

    BridgeFacts {
        resting = List.copyOf(resting);
    }

    /// @throws BadInputException if no bridge can be made of the interface, or none that would last
    void refuseUnfit() {
        switch (lan.kind()) {
            case WIFI -> throw problem(BridgeProblem.ON_WIFI);
            case BRIDGE -> throw problem(BridgeProblem.ON_A_BRIDGE);
            case ETHERNET -> refuseUnfitCable();
        }
    }

    private void refuseUnfitCable() {
        if (!CABLES.contains(kind)) {
            throw problem(BridgeProblem.NOT_A_CABLE, kind);
        }
        if (lan.bridge().isPresent()) {
            throw problem(BridgeProblem.IN_USE, lan.bridge().get());
        }
        if (!resting.isEmpty()) {
            throw problem(BridgeProblem.CARRIES_OTHERS, String.join(", ", resting));
        }
        if (lan.manager().isPresent()) {
            throw problem(BridgeProblem.MANAGED, lan.manager().get(), BridgeAdvice.of(this));
        }
        lan.addresses().stream().filter(LanFacts.Address::lent).findFirst().ifPresent(address -> {
            throw problem(BridgeProblem.LENT_ADDRESS, address.text());
        });
        if (nameTaken) {
            throw new BadInputException(BridgeProblem.NAME_TAKEN, BridgePlan.BRIDGE);
        }
        filter.ifPresent(table -> {
            throw problem(BridgeProblem.NAMED_BY_A_FILTER, table, BridgePlan.BRIDGE);
        });
    }

    private BadInputException problem(BridgeProblem problem, Object... more) {
        Object[] facts = new Object[more.length + 1];
        facts[0] = lan.device();
        System.arraycopy(more, 0, facts, 1, more.length);
        return new BadInputException(problem, facts);
    }
}
