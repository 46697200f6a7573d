package io.genkan.router;

import io.genkan.net.InterfaceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A table of nftables as text for `nft -f`, and the shape that it must have when it is read back. Pure.
///
/// @param table which table
/// @param limits its limits, which rules name
/// @param sets its named sets
/// @param chains its chains
record Ruleset(TableName table, List<Limit> limits, List<NamedSet> sets, List<Chain> chains) {
    /// What the kernel may hold after a failure; equal to no table that is ever wanted.
    static Ruleset unknown(TableName table) {
        return new Ruleset(table, List.of(), List.of());
    }

    /// A rate that matches what goes beyond it, wherever in the table it is asked about: rules that name the same one
    /// share it.
    ///
    /// @param burst the bytes that may come at once, beyond what a second brings
    record Limit(String name, long bytesPerSecond, long burst) {
        private String shape() {
            return "limit " + name + " over " + bytesPerSecond + " burst " + burst;
        }
    }

    /// A named set.
    ///
    /// @param elements as `nft` writes them, parts of a concatenation joined by ` . `
    /// @param learnt how many elements the rules themselves may add; 0 for a set that only we write
    /// @param typeof whether the type is an expression that has it, and an element is forgotten after a while
    record NamedSet(String name, String type, List<String> elements, int learnt, boolean typeof) {
        NamedSet {
            elements = List.copyOf(elements);
        }

        NamedSet(String name, String type, List<String> elements) {
            this(name, type, elements, 0, false);
        }

        /// A set that begins empty and takes what the rules add, until it is full.
        static NamedSet learnt(String name, String type, int size) {
            return new NamedSet(name, type, List.of(), size, false);
        }

        /// A set whose elements, each of which a rule adds with a time, are forgotten after that.
        ///
        /// @param expression what has the type that is meant
        static NamedSet remembered(String name, String expression, int size) {
            return new NamedSet(name, expression, List.of(), size, true);
        }

        /// What was learnt changes by itself, and is no part of it.
        private String shape() {
            return "set " + name + " "
                    + (learnt > 0 ? "learnt" : elements.stream().sorted().toList());
        }
    }

    /// A chain.
    ///
    /// @param hook where the kernel calls it, for a base chain
    /// @param note a remark for readers of the text, which the kernel does not get
    record Chain(String name, Optional<Hook> hook, Optional<String> note, List<String> rules) {
        Chain {
            rules = List.copyOf(rules);
        }

        static Chain base(String name, Hook hook, List<String> rules) {
            return new Chain(name, Optional.of(hook), Optional.empty(), rules);
        }

        static Chain called(String name, String note, List<String> rules) {
            return new Chain(name, Optional.empty(), Optional.of(note), rules);
        }
    }

    /// A place where the kernel calls a chain.
    ///
    /// @param device the device whose packets it sees; empty for a hook that sees those of all
    /// @param priority the kernel's number; smaller is earlier
    /// @param policy what becomes of a packet that no rule decides about
    record Hook(String type, String point, Optional<InterfaceName> device, int priority, String policy) {
        /// A hook that leaves to others what our rules do not drop.
        static Hook of(String type, String point, int priority) {
            return new Hook(type, point, Optional.empty(), priority, "accept");
        }

        /// What a device receives, before anything else sees it; dropped unless a rule accepts it.
        static Hook ingress(InterfaceName device, int priority) {
            return new Hook("filter", "ingress", Optional.of(device), priority, "drop");
        }

        private String declaration() {
            return "type " + type + " hook " + point
                    + device.map(d -> " device \"" + d + "\"").orElse("") + " priority " + priority + "; policy "
                    + policy + ";";
        }
    }

    Ruleset {
        limits = List.copyOf(limits);
        sets = List.copyOf(sets);
        chains = List.copyOf(chains);
    }

    /// A table without limits.
    Ruleset(TableName table, List<NamedSet> sets, List<Chain> chains) {
        this(table, List.of(), sets, chains);
    }

    /// What `nft -f -` is fed with: replaces the table as a whole, in one transaction.
    String script() {
        return removal(table) + this;
    }

    /// What `nft -f -` is fed with to remove the table, whether it is there or not.
    static String removal(TableName table) {
        return "add table " + table + "\ndelete table " + table + "\n";
    }

    /// The device without which this table means nothing.
    Optional<InterfaceName> device() {
        return chains.stream()
                .flatMap(chain -> chain.hook().stream())
                .flatMap(hook -> hook.device().stream())
                .findFirst();
    }

    /// The shape that must be found when the table is read back: each chain with its hook and number of rules, each
    /// set with its elements, each limit with its rate.
    List<String> shape() {
        List<String> lines = new ArrayList<>();
        for (Limit limit : limits) {
            lines.add(limit.shape());
        }
        for (NamedSet set : sets) {
            lines.add(set.shape());
        }
        for (Chain chain : chains) {
            String hook = chain.hook()
                    .map(h -> h.type() + " " + h.point() + " " + h.priority() + " " + h.policy())
                    .orElse("called");
            lines.add("chain " + chain.name() + " " + hook + " rules "
                    + chain.rules().size());
        }
        return lines.stream().sorted().toList();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("table ").append(table).append(" {\n");
        for (Limit limit : limits) {
            append(text, limit);
        }
        for (NamedSet set : sets) {
            append(text, set);
        }
        for (Chain chain : chains) {
            append(text, chain);
        }
        return text.append("}\n").toString();
    }

    private static void append(StringBuilder text, Limit limit) {
        text.append("    limit ").append(limit.name()).append(" {\n");
        text.append("        rate over ")
                .append(limit.bytesPerSecond())
                .append(" bytes/second burst ")
                .append(limit.burst())
                .append(" bytes\n");
        text.append("    }\n\n");
    }

    private static void append(StringBuilder text, NamedSet set) {
        text.append("    set ").append(set.name()).append(" {\n");
        text.append(set.typeof() ? "        typeof " : "        type ")
                .append(set.type())
                .append("\n");
        if (set.learnt() > 0) {
            text.append("        size ").append(set.learnt()).append("\n");
            text.append(set.typeof() ? "        flags dynamic,timeout\n" : "        flags dynamic\n");
        }
        if (!set.elements().isEmpty()) {
            text.append("        elements = { ")
                    .append(String.join(", ", set.elements()))
                    .append(" }\n");
        }
        text.append("    }\n\n");
    }

    private static void append(StringBuilder text, Chain chain) {
        chain.note().ifPresent(note -> text.append("    # ").append(note).append("\n"));
        text.append("    chain ").append(chain.name()).append(" {\n");
        chain.hook()
                .ifPresent(hook ->
                        text.append("        ").append(hook.declaration()).append("\n"));
        chain.rules().forEach(rule -> text.append("        ").append(rule).append("\n"));
        text.append("    }\n\n");
    }
}
