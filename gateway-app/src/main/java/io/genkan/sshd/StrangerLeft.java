package io.genkan.sshd;

/// A connection ended, or was not taken, in which nobody proved a friend's key.
///
/// @param source the address, or the block of addresses, that it came from
public record StrangerLeft(String source, Manner manner) {
    /// What it was like.
    public enum Manner {
        /// Hung up without a try, or offered keys that nobody has.
        NOBODY,
        /// Signed, and wrongly.
        FAILED_SIGNATURE,
        /// Was still there when its time was over.
        DAWDLED,
        /// Sent what is not SSH.
        GARBAGE,
        /// Was not taken, since there were too many.
        TURNED_AWAY
    }
}
