package io.genkan.router;

import io.genkan.net.InterfaceName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What of the kernel's state is ours, as it is to be or as it is.
///
/// @param tables the packet filter, in the order in which it is loaded; none while there is no tunnel
/// @param forwarding the LAN interfaces from which packets are forwarded because we asked for it
/// @param links the tunnels' devices
record RouterConfig(List<Ruleset> tables, Set<InterfaceName> forwarding, List<Link> links) {
    /// Nothing of ours: the kernel as it was before we came.
    static final RouterConfig NOTHING = new RouterConfig(List.of(), Set.of(), List.of());

    RouterConfig {
        tables = List.copyOf(tables);
        forwarding = Set.copyOf(forwarding);
        links = List.copyOf(links);
    }

    RouterConfig withTable(Ruleset ruleset) {
        List<Ruleset> more = new ArrayList<>(withoutTable(ruleset.table()).tables());
        more.add(ruleset);
        return new RouterConfig(more, forwarding, links);
    }

    RouterConfig withoutTable(TableName table) {
        return new RouterConfig(
                tables.stream().filter(t -> !t.table().equals(table)).toList(), forwarding, links);
    }

    /// The same with every table as somebody else may have left it, and every link down.
    RouterConfig tamperedWith() {
        return new RouterConfig(
                tables.stream().map(t -> Ruleset.unknown(t.table())).toList(), forwarding, List.of());
    }

    RouterConfig withForwarding(InterfaceName device) {
        Set<InterfaceName> more = new HashSet<>(forwarding);
        more.add(device);
        return new RouterConfig(tables, more, links);
    }

    RouterConfig withoutForwarding(InterfaceName device) {
        Set<InterfaceName> fewer = new HashSet<>(forwarding);
        fewer.remove(device);
        return new RouterConfig(tables, fewer, links);
    }

    RouterConfig withLink(Link link) {
        List<Link> more = new ArrayList<>(links);
        more.add(link);
        return new RouterConfig(tables, forwarding, more);
    }

    RouterConfig withoutLink(InterfaceName device) {
        return new RouterConfig(
                tables,
                forwarding,
                links.stream().filter(link -> !link.device().equals(device)).toList());
    }
}
