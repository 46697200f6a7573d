package io.genkan.access;

import java.util.Collection;

/// A kind of thing that friends have open, which ends when they may not be inside any more.
public interface Inside {
    /// Who has something open; somebody may be in it more than once. Tells first what has passed since the last time
    /// ({@link Gatekeeper#count}).
    Collection<Identity> identities();

    /// Ends all that is open with a key, and tells the friend why; it is gone when this returns.
    void end(Identity identity, AccessDecision.Refused why);

    /// Ends what somebody has open and may not have any more, although he may be inside, and tells him why. Does
    /// nothing in places where whoever may be inside may have all that he has.
    ///
    /// @param identity as of now
    default void endWhatIsRefused(Identity identity) {}
}
