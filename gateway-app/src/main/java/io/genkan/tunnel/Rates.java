package io.genkan.tunnel;

/// What passed a tunnel per second, at one moment.
///
/// @param bitsPerSecondFromFriend towards the LAN
/// @param bitsPerSecondToFriend towards the friend
public record Rates(long bitsPerSecondFromFriend, long bitsPerSecondToFriend) {
    static final Rates NONE = new Rates(0, 0);
}
