package io.genkan.access;

/// What a friend may do was changed, durably; what he has open and may not have any more must end now.
public record FriendChanged(Friend before, Friend after) {
    /// Whether he may be faster or slower than before.
    public boolean hasOtherRate() {
        return !before.policy().terms().rate().equals(after.policy().terms().rate());
    }

    /// Whether his tunnels were set up for something else than he has now: for other things that he may reach or that
    /// may reach him, or to join the LAN otherwise.
    public boolean concernsTunnels() {
        return !after.hasTunnelsLike(before);
    }
}
