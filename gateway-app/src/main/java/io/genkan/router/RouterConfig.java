package io.genkan.router;

import io.genkan.linux.ProcFs.Setting;
import io.genkan.net.InterfaceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What of the kernel's state is ours, as it is to be or as it is.
///
/// @param tables the packet filter, in the order in which it is loaded; none while there is no tunnel
/// @param settings kernel settings of the LAN interface that we need, with the values that we need
/// @param proxies addresses for which we answer ARP in the LAN
/// @param links the tunnels' devices
record RouterConfig(
        List<Ruleset> tables, Map<Setting, String> settings, Set<ProxyNeighbour> proxies, List<Link> links) {
    /// Nothing of ours: the kernel as it was before we came.
    static final RouterConfig NOTHING = new RouterConfig(List.of(), Map.of(), Set.of(), List.of());

    RouterConfig {
        tables = List.copyOf(tables);
        settings = Map.copyOf(settings);
        proxies = Set.copyOf(proxies);
        links = List.copyOf(links);
    }

    RouterConfig withTable(Ruleset ruleset) {
        List<Ruleset> more = new ArrayList<>(withoutTable(ruleset.table()).tables());
        more.add(ruleset);
        return new RouterConfig(more, settings, proxies, links);
    }

    RouterConfig withoutTable(TableName table) {
        return new RouterConfig(
                tables.stream().filter(t -> !t.table().equals(table)).toList(), settings, proxies, links);
    }

    /// The same with every table as somebody else may have left it, and every link down.
    RouterConfig tamperedWith() {
        return new RouterConfig(
                tables.stream().map(t -> Ruleset.unknown(t.table())).toList(), settings, proxies, List.of());
    }

    RouterConfig withSetting(Setting setting, String value) {
        Map<Setting, String> more = new HashMap<>(settings);
        more.put(setting, value);
        return new RouterConfig(tables, more, proxies, links);
    }

    RouterConfig withoutSetting(Setting setting) {
        Map<Setting, String> fewer = new HashMap<>(settings);
        fewer.remove(setting);
        return new RouterConfig(tables, fewer, proxies, links);
    }

    RouterConfig withProxy(ProxyNeighbour proxy) {
        Set<ProxyNeighbour> more = new HashSet<>(proxies);
        more.add(proxy);
        return new RouterConfig(tables, settings, more, links);
    }

    RouterConfig withoutProxy(ProxyNeighbour proxy) {
        Set<ProxyNeighbour> fewer = new HashSet<>(proxies);
        fewer.remove(proxy);
        return new RouterConfig(tables, settings, fewer, links);
    }

    RouterConfig withLink(Link link) {
        List<Link> more = new ArrayList<>(links);
        more.add(link);
        return new RouterConfig(tables, settings, proxies, more);
    }

    RouterConfig withoutLink(InterfaceName device) {
        return new RouterConfig(
                tables,
                settings,
                proxies,
                links.stream().filter(link -> !link.device().equals(device)).toList());
    }
}
