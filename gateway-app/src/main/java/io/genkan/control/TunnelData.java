package io.genkan.control;

import io.genkan.net.IpPrefix;
import io.genkan.router.GuardCounters;
import io.genkan.router.LanReport;
import io.genkan.tunnel.TunnelView;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A live tunnel as a program reads it; rates in bit/s, volumes in bytes.
///
/// @param subnet the network behind the friend; null for who is no hop
/// @param dropReasons how many packets did not pass, by reason
/// @param stoppedByGuard how many packets the packet filter has stopped at the tunnel's device, by reason
/// @param roundTripMillis how long the way there and back to the friend takes lately; null if that is not known
record TunnelData(
        String friend,
        int unit,
        String device,
        @Nullable String attachment,
        @Nullable String addressInLan,
        @Nullable String subnet,
        String origin,
        String since,
        long bytesFromFriend,
        long bytesToFriend,
        long packetsFromFriend,
        long packetsToFriend,
        long dropped,
        Map<String, Long> dropReasons,
        Map<String, Long> stoppedByGuard,
        long bitsPerSecondFromFriend,
        long bitsPerSecondToFriend,
        @Nullable Double roundTripMillis) {
    private static final double NANOS_PER_MILLI = 1e6;

    static TunnelData of(TunnelView tunnel, LanReport lan, GuardCounters guard) {
        Optional<LanReport.Joined> joined = lan.joined(tunnel.device());
        return new TunnelData(
                tunnel.friend().value(),
                tunnel.unit().number(),
                tunnel.device().value(),
                joined.map(j -> j.attachment().toString()).orElse(null),
                joined.map(LanReport.Joined::address).orElse(null),
                joined.flatMap(LanReport.Joined::subnet).map(IpPrefix::toString).orElse(null),
                tunnel.origin(),
                tunnel.since().truncatedTo(ChronoUnit.SECONDS).toString(),
                tunnel.traffic().bytesFromFriend(),
                tunnel.traffic().bytesToFriend(),
                tunnel.traffic().packetsFromFriend(),
                tunnel.traffic().packetsToFriend(),
                tunnel.traffic().dropped(),
                dropReasons(tunnel),
                guard.of(tunnel.device()),
                tunnel.bitsPerSecondFromFriend(),
                tunnel.bitsPerSecondToFriend(),
                tunnel.roundTrip().map(trip -> trip.toNanos() / NANOS_PER_MILLI).orElse(null));
    }

    private static Map<String, Long> dropReasons(TunnelView tunnel) {
        Map<String, Long> reasons = new TreeMap<>();
        tunnel.drops().forEach((why, packets) -> reasons.put(words(why), packets));
        return reasons;
    }

    private static String words(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// For people; some lines, the first of which begins with the friend's name.
    String describe() {
        StringBuilder text = new StringBuilder("%s on %s from %s since %s: %,d bytes in, %,d bytes out"
                .formatted(friend, device, origin, since, bytesFromFriend, bytesToFriend));
        if (attachment != null) {
            text.append(", by %s as %s".formatted(attachment, addressInLan));
        }
        if (subnet != null) {
            text.append(", in front of ").append(subnet);
        }
        text.append("\n    now %,d kbit/s in, %,d kbit/s out"
                .formatted(bitsPerSecondFromFriend / 1000, bitsPerSecondToFriend / 1000));
        if (roundTripMillis != null) {
            text.append(", round trip %.1f ms".formatted(roundTripMillis));
        }
        if (!dropReasons.isEmpty()) {
            text.append("\n    dropped: ").append(list(dropReasons));
        }
        if (!stoppedByGuard.isEmpty()) {
            text.append("\n    stopped by the guard: ").append(list(stoppedByGuard));
        }
        return text.toString();
    }

    private static String list(Map<String, Long> packets) {
        return packets.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .collect(Collectors.joining(", "));
    }
}
