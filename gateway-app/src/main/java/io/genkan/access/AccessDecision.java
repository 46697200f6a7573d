package io.genkan.access;

import java.util.List;

/// The answer to whether somebody may do something.
public sealed interface AccessDecision {
    /// He may.
    record Granted(Identity identity) implements AccessDecision {}

    /// He may not.
    ///
    /// @param facts what the sentence for the reason mentions, in its order: moments as ZonedDateTime, the
    ///     rest as text
    record Refused(Reason reason, List<Object> facts) implements AccessDecision {
        /// Keeps its own copy of the facts.
        public Refused {
            facts = List.copyOf(facts);
        }

        /// A reason that needs no facts.
        public Refused(Reason reason) {
            this(reason, List.of());
        }
    }

    /// Why not. Told to a friend who has proven his key, and to nobody else.
    enum Reason {
        /// The door is closed, for everybody.
        DOOR_CLOSED,
        /// It cannot be found out whether he may: what the gateway keeps about friends cannot be read.
        UNDECIDED,
        /// No friend has this key.
        UNKNOWN_KEY,
        /// The key was taken back. Facts: when.
        REVOKED,
        /// The owner has disabled the friend for now.
        DISABLED,
        /// His access has an end or hours, and the gateway does not know for sure what time it is.
        CLOCK_NOT_SET,
        /// His access has ended. Facts: when.
        EXPIRED,
        /// It is not one of his hours. Facts: when the next ones begin.
        OUTSIDE_WINDOW,
        /// All that may pass in a month has passed. Facts: how much that is.
        VOLUME_USED,
        /// What he may reach was changed while he was coming in.
        POLICY_CHANGED,
        /// The tunnel unit asked for belongs to another key.
        OTHER_UNIT,
        /// The policy does not name where he wants to go. Facts: where.
        NOT_IN_POLICY
    }
}
