package io.genkan.tunnel;

import io.genkan.access.FriendName;
import java.time.Instant;

/// A live TCP connection that the gateway makes for a friend, as pages and commands show it, at one moment.
///
/// @param friend whose it is
/// @param destination where it goes, for example `192.168.100.10:80`
/// @param origin where the friend's session comes from, for example `203.0.113.10:51515`
/// @param since when it was made
/// @param bytesFromFriend what has passed towards the LAN
/// @param bytesToFriend what has passed towards the friend
public record ForwardingView(
        FriendName friend,
        String destination,
        String origin,
        Instant since,
        long bytesFromFriend,
        long bytesToFriend) {}
