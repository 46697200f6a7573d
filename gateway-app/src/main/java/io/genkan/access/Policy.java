package io.genkan.access;

import java.util.List;

/// What a friend may reach, and on which terms. Everything that is not listed is closed.
public record Policy(List<Destination> destinations, Terms terms) {
    /// Nothing at all: where every friend begins.
    public static final Policy EMPTY = new Policy(List.of());

    /// Keeps its own copy, without repetitions and in the given order.
    public Policy {
        destinations = destinations.stream().distinct().toList();
    }

    /// A policy without terms.
    public Policy(List<Destination> destinations) {
        this(destinations, Terms.NONE);
    }
}
