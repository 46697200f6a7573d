package io.genkan.router;

import io.genkan.net.InterfaceName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

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
        for (InterfaceName device : sorted(toBe.forwarding())) {
            if (!is.forwarding().contains(device)) {
                changes.add(new Change.ForwardFrom(device));
            }
        }
        for (Link link : toBe.links()) {
            if (!is.links().contains(link)) {
                changes.add(new Change.RaiseLink(link));
            }
        }
        for (InterfaceName device : sorted(is.forwarding())) {
            if (!toBe.forwarding().contains(device)) {
                changes.add(new Change.RestoreForwarding(device));
            }
        }
        for (Ruleset table : is.tables()) {
            if (toBe.tables().stream().noneMatch(t -> t.table().equals(table.table()))) {
                changes.add(new Change.RemoveTable(table.table()));
            }
        }
        return changes;
    }

    private static Iterable<InterfaceName> sorted(Iterable<InterfaceName> devices) {
        TreeSet<InterfaceName> sorted = new TreeSet<>(Comparator.comparing(InterfaceName::value));
        devices.forEach(sorted::add);
        return sorted;
    }
}
