package io.genkan.tunnel;

import io.genkan.access.FriendName;
import io.genkan.net.InterfaceName;
import io.genkan.net.TunnelUnit;
import java.time.Instant;

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
public record TunnelView(
        FriendName friend,
        TunnelUnit unit,
        InterfaceName device,
        String origin,
        Instant since,
        TrafficMeter.Reading traffic,
        long bitsPerSecondFromFriend,
        long bitsPerSecondToFriend) {}
