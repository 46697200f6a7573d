package io.genkan.router;

import io.genkan.linux.ProcFs.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Finds the steps from what is to what is to be. Pure.
///
/// The order keeps the door shut: rules stand before anything can pass, and go when nothing can any more.
final class RouterDiff {
    private RouterDiff() {}

    static List<Change> between(RouterConfig is, RouterConfig toBe) {
        List<Change> changes = new ArrayList<>();
        for (Ruleset table : toBe.tables()) {
            if (!is.tables().contains(table)) {
                changes.add(new Change.LoadRuleset(table));
            }
        }
        toBe.settings().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(is.settings().get(entry.getKey())))
                .sorted(Comparator.comparing(entry -> entry.getKey().path()))
                .forEach(entry -> changes.add(new Change.ChangeSetting(entry.getKey(), entry.getValue())));
        without(toBe.proxies(), is.proxies()).forEach(proxy -> changes.add(new Change.AddProxy(proxy)));
        for (Link link : toBe.links()) {
            if (!is.links().contains(link) || isPortWithNewRules(link, is, toBe)) {
                changes.add(new Change.RaiseLink(link));
            }
        }
        without(is.proxies(), toBe.proxies()).forEach(proxy -> changes.add(new Change.RemoveProxy(proxy)));
        is.settings().keySet().stream()
                .filter(setting -> !toBe.settings().containsKey(setting))
                .sorted(Comparator.comparing(Setting::path))
                .forEach(setting -> changes.add(new Change.RestoreSetting(setting)));
        for (Ruleset table : is.tables()) {
            if (toBe.tables().stream().noneMatch(t -> t.table().equals(table.table()))) {
                changes.add(new Change.RemoveTable(table.table()));
            }
        }
        return changes;
    }

    /// A port's rules know nothing when they are loaded anew, and raising the port fills them in.
    private static boolean isPortWithNewRules(Link link, RouterConfig is, RouterConfig toBe) {
        TableName table = BridgeRules.tableOf(link.device());
        return toBe.tables().stream()
                .anyMatch(t -> t.table().equals(table) && !is.tables().contains(t));
    }

    private static List<ProxyNeighbour> without(Set<ProxyNeighbour> proxies, Set<ProxyNeighbour> others) {
        return proxies.stream()
                .filter(proxy -> !others.contains(proxy))
                .sorted(Comparator.comparing(proxy -> proxy.address().getHostAddress()))
                .toList();
    }
}
