package io.genkan.access;

/// What a friend may do was changed, durably; what he has open and may not have any more must end now.
public record FriendChanged(Friend before, Friend after) {
    /// Whether the rules of tunnels that go on are to be others: he may be faster or slower than before, or ask
    /// otherwise what is there.
    public boolean hasOtherRules() {
        Terms then = before.policy().terms();
        Terms now = after.policy().terms();
        return !then.rate().equals(now.rate()) || then.discovery() != now.discovery();
    }

    /// Whether his tunnels were set up for something else than he has now: for other things that he may reach or that
    /// may reach him, or to join the LAN otherwise.
    public boolean concernsTunnels() {
        return !after.hasTunnelsLike(before);
    }
}
