package io.genkan.tunnel;

import io.genkan.access.AccessDecision;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts what friends were refused, by reason. Safe from any thread.
public final class RefusalCounter {
    private final Map<AccessDecision.Reason, Long> refused = new ConcurrentHashMap<>();

    /// Notes a refusal.
    public void count(AccessDecision.Refused why) {
        refused.merge(why.reason(), 1L, Long::sum);
    }

    /// How many there were; a reason that there was nothing for may be missing.
    public Map<AccessDecision.Reason, Long> counted() {
        return Map.copyOf(refused);
    }
}
