package io.genkan.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A table of nftables as text for `nft -f`, and the shape that it must have when it is read back. Pure.
///
/// @param sets its named sets
/// @param chains its chains
record Ruleset(List<NamedSet> sets, List<Chain> chains) {
    /// Family and name of our table.
    static final String TABLE = "inet genkan";

    /// What the kernel may hold after a failure; equal to no packet filter that is ever wanted.
    static final Ruleset UNKNOWN = new Ruleset(List.of(), List.of());

    /// A named set.
    ///
    /// @param elements as `nft` writes them, parts of a concatenation joined by ` . `
    record NamedSet(String name, String type, List<String> elements) {
        NamedSet {
            elements = List.copyOf(elements);
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
    /// @param priority the kernel's number; smaller is earlier
    record Hook(String type, String point, int priority) {}

    Ruleset {
        sets = List.copyOf(sets);
        chains = List.copyOf(chains);
    }

    /// What `nft -f -` is fed with: replaces the table as a whole, in one transaction.
    String script() {
        return removal() + this;
    }

    /// What `nft -f -` is fed with to remove the table, whether it is there or not.
    static String removal() {
        return "add table " + TABLE + "\ndelete table " + TABLE + "\n";
    }

    /// The shape that must be found when the table is read back: each chain with its hook and number of rules, each
    /// set with its elements.
    List<String> shape() {
        List<String> lines = new ArrayList<>();
        for (NamedSet set : sets) {
            lines.add(
                    "set " + set.name() + " " + set.elements().stream().sorted().toList());
        }
        for (Chain chain : chains) {
            String hook = chain.hook()
                    .map(h -> h.type() + " " + h.point() + " " + h.priority())
                    .orElse("called");
            lines.add("chain " + chain.name() + " " + hook + " rules "
                    + chain.rules().size());
        }
        return lines.stream().sorted().toList();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("table ").append(TABLE).append(" {\n");
        for (NamedSet set : sets) {
            append(text, set);
        }
        for (Chain chain : chains) {
            append(text, chain);
        }
        return text.append("}\n").toString();
    }

    private static void append(StringBuilder text, NamedSet set) {
        text.append("    set ").append(set.name()).append(" {\n");
        text.append("        type ").append(set.type()).append("\n");
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
                .ifPresent(hook -> text.append("        type ")
                        .append(hook.type())
                        .append(" hook ")
                        .append(hook.point())
                        .append(" priority ")
                        .append(hook.priority())
                        .append("; policy accept;\n"));
        chain.rules().forEach(rule -> text.append("        ").append(rule).append("\n"));
        text.append("    }\n\n");
    }
}
