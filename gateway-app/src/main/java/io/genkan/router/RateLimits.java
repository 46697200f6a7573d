package io.genkan.router;

import io.genkan.access.BitRate;
import io.genkan.router.Ruleset.Limit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How fast friends may be, as limits of nftables: what comes faster is dropped. Pure.
///
/// A limit is the friend's and not a device's: all his tunnels in one table share it. The kernel lets a second's
/// worth pass at once, and the burst beside that.
final class RateLimits {
    /// Two of the largest packets that the kernel makes out of a TCP connection's segments: one alone must never be
    /// too much.
    private static final long LEAST_BURST = 2 * 65_536;

    private static final int BURSTS_PER_SECOND = 4;
    private static final int BITS_PER_BYTE = 8;

    private final Map<String, Long> bytesPerSecond = new LinkedHashMap<>();
    private final Map<String, String> limitOfDevice = new LinkedHashMap<>();

    /// @param tunnels those of one table
    RateLimits(List<AttachedTunnel> tunnels) {
        Map<String, String> limitOfFriend = new LinkedHashMap<>();
        for (AttachedTunnel tunnel : tunnels) {
            Optional<BitRate> rate = tunnel.policy().terms().rate();
            if (rate.isPresent()) {
                String device = tunnel.device().value();
                // A friend's name is no identifier of nftables.
                String limit = limitOfFriend.computeIfAbsent(tunnel.friend().value(), _ -> device);
                bytesPerSecond.putIfAbsent(limit, rate.get().bitsPerSecond() / BITS_PER_BYTE);
                limitOfDevice.put(device, limit);
            }
        }
    }

    /// One for each friend and direction.
    List<Limit> limits() {
        List<Limit> limits = new ArrayList<>();
        bytesPerSecond.forEach((name, rate) -> {
            limits.add(limit("rate_from_" + name, rate));
            limits.add(limit("rate_to_" + name, rate));
        });
        return limits;
    }

    /// The rule, if any, that drops what a friend sends too fast.
    List<String> fromFriends() {
        return rule("iifname", "rate_from_");
    }

    /// The rule, if any, that drops what goes to a friend too fast.
    List<String> toFriends() {
        return rule("oifname", "rate_to_");
    }

    private List<String> rule(String key, String prefix) {
        if (limitOfDevice.isEmpty()) {
            return List.of();
        }
        String map = limitOfDevice.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\" : \"" + prefix + entry.getValue() + "\"")
                .collect(Collectors.joining(", ", "{ ", " }"));
        return List.of("limit name " + key + " map " + map + " counter drop comment \"faster than agreed\"");
    }

    private static Limit limit(String name, long rate) {
        return new Limit(name, rate, Math.max(LEAST_BURST, rate / BURSTS_PER_SECOND));
    }
}
