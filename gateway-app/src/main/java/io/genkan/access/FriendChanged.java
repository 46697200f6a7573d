package io.genkan.access;

/// What a friend may do was changed, durably; what he has open and may not have any more must end now.
public record FriendChanged(Friend before, Friend after) {
    /// Whether he may reach other things than before, or be reached by others.
    public boolean reachesOthers() {
        return !before.policy().destinations().equals(after.policy().destinations())
                || !before.policy().reverse().equals(after.policy().reverse());
    }

    /// Whether he may be faster or slower than before.
    public boolean hasOtherRate() {
        return !before.policy().terms().rate().equals(after.policy().terms().rate());
    }
}
