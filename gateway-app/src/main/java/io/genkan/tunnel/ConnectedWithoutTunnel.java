package io.genkan.tunnel;

import io.genkan.access.FriendName;

/// A friend is in without a tunnel: the first TCP connection of his session was made.
///
/// @param origin where his session comes from, for example `203.0.113.10:51515`
public record ConnectedWithoutTunnel(FriendName friend, String origin) {}
