package io.genkan.owner;

/// Why something about the owner's account cannot be taken as it was given.
public enum OwnerProblem {
    /// A password of nothing but white space.
    PASSWORD_BLANK,
    /// A password that is too short. Facts: the fewest characters.
    PASSWORD_TOO_SHORT,
    /// A password so long that it can only be a mistake, such as a pasted file. Facts: the most characters.
    PASSWORD_TOO_LONG
}
