package io.genkan.kit;

/// Why something about the house cannot be taken as it was given.
public enum KitProblem {
    /// Not a host name and not an address. Facts: the input.
    NOT_A_HOST,
    /// Not a name for the owner. Facts: the input.
    NOT_AN_OWNER_NAME
}
