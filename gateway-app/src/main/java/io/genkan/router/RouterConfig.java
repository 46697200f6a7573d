package io.genkan.router;

import io.genkan.net.InterfaceName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What of the kernel's state is ours, as it is to be or as it is.
///
/// @param ruleset the packet filter; empty while there is no tunnel
/// @param forwarding the LAN interfaces from which packets are forwarded because we asked for it
/// @param links the tunnels' devices
record RouterConfig(Optional<Ruleset> ruleset, Set<InterfaceName> forwarding, List<Link> links) {
    /// Nothing of ours: the kernel as it was before we came.
    static final RouterConfig NOTHING = new RouterConfig(Optional.empty(), Set.of(), List.of());

    RouterConfig {
        forwarding = Set.copyOf(forwarding);
        links = List.copyOf(links);
    }

    RouterConfig withRuleset(Optional<Ruleset> other) {
        return new RouterConfig(other, forwarding, links);
    }

    RouterConfig withForwarding(InterfaceName device) {
        Set<InterfaceName> more = new HashSet<>(forwarding);
        more.add(device);
        return new RouterConfig(ruleset, more, links);
    }

    RouterConfig withoutForwarding(InterfaceName device) {
        Set<InterfaceName> fewer = new HashSet<>(forwarding);
        fewer.remove(device);
        return new RouterConfig(ruleset, fewer, links);
    }

    RouterConfig withLink(Link link) {
        List<Link> more = new ArrayList<>(links);
        more.add(link);
        return new RouterConfig(ruleset, forwarding, more);
    }

    RouterConfig withoutLink(InterfaceName device) {
        return new RouterConfig(
                ruleset,
                forwarding,
                links.stream().filter(link -> !link.device().equals(device)).toList());
    }
}
