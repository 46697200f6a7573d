package io.genkan.tunnel;

import io.genkan.access.AccessDecision;

/// The friend's end of a connection that the gateway makes for him. Implemented over an SSH channel.
public interface FriendsLine {
    /// Ends the connection; the LAN's side is closed when this returns. May be called by any thread.
    void hangUp();

    /// Ends it like {@link #hangUp()}, and tells the friend, who may stay, why he may not have it any more.
    void hangUp(AccessDecision.Refused why);
}
