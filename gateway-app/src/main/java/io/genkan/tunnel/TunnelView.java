package io.genkan.tunnel;

import io.genkan.access.FriendName;
import io.genkan.net.InterfaceName;
import io.genkan.net.TunnelUnit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A live tunnel as pages and commands show it, at one moment.
///
/// @param friend whose it is
/// @param unit its unit
/// @param device its device on the gateway
/// @param origin where the friend's connection comes from, for example `203.0.113.10:51515`
/// @param since when it opened
/// @param traffic what has passed so far
/// @param bitsPerSecondFromFriend the rate over the last seconds, towards the LAN
/// @param bitsPerSecondToFriend the rate over the last seconds, towards the friend
/// @param drops how many packets did not pass so far, and why; without the reasons that there were none for
/// @param roundTrip how long the way there and back of the friend's connection takes lately, with its queues; empty
///     if the kernel does not tell
/// @param lastMinute the rate of about each second of the last minute, the oldest first
public record TunnelView(
        FriendName friend,
        TunnelUnit unit,
        InterfaceName device,
        String origin,
        Instant since,
        TrafficMeter.Reading traffic,
        long bitsPerSecondFromFriend,
        long bitsPerSecondToFriend,
        Map<DropReason, Long> drops,
        Optional<Duration> roundTrip,
        List<Rates> lastMinute) {
    /// Keeps copies.
    public TunnelView {
        drops = Map.copyOf(drops);
        lastMinute = List.copyOf(lastMinute);
    }
}
