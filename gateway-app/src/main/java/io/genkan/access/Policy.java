package io.genkan.access;

import java.util.List;

/// What a friend may reach. Everything that is not listed is closed.
public record Policy(List<Destination> destinations) {
    /// Nothing at all: where every friend begins.
    public static final Policy EMPTY = new Policy(List.of());

    /// Keeps its own copy, without repetitions and in the given order.
    public Policy {
        destinations = destinations.stream().distinct().toList();
    }
}
