package io.genkan.access;

/// The answer to whether somebody may do something.
public sealed interface AccessDecision {
    /// He may.
    record Granted(Identity identity) implements AccessDecision {}

    /// He may not.
    record Refused(Reason reason) implements AccessDecision {}

    /// Why not. Told to a friend who has proven his key, and to nobody else.
    enum Reason {
        /// No friend has this key (any more).
        UNKNOWN_KEY,
        /// The tunnel unit asked for belongs to another key.
        OTHER_UNIT,
        /// The policy does not name where he wants to go. Facts: where.
        NOT_IN_POLICY
    }
}
