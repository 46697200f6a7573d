package io.genkan.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which hops are down: those without a tunnel for longer than a redial takes. Told once, until they are up again.
/// Pure; for use under one lock.
final class HopWatch {
    static final Duration GRACE = Duration.ofMinutes(1);

    private final Map<String, Integer> tunnels = new HashMap<>();
    private final Map<String, Long> missingSince = new HashMap<>();
    private final Set<String> told = new HashSet<>();

    void opened(String name) {
        tunnels.merge(name, 1, Integer::sum);
        missingSince.remove(name);
        told.remove(name);
    }

    void closed(String name) {
        tunnels.computeIfPresent(name, (_, count) -> count > 1 ? count - 1 : null);
    }

    /// The hops that are down now and of which that has not been told.
    ///
    /// @param now any clock in nanoseconds
    List<String> newlyDown(Collection<String> hops, long now) {
        missingSince.keySet().retainAll(hops);
        told.retainAll(hops);
        List<String> down = new ArrayList<>();
        for (String hop : hops) {
            if (!tunnels.containsKey(hop)) {
                long since = missingSince.computeIfAbsent(hop, _ -> now);
                if (now - since >= GRACE.toNanos() && told.add(hop)) {
                    down.add(hop);
                }
            }
        }
        return down;
    }
}
