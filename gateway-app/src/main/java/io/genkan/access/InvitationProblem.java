package io.genkan.access;

/// Why something about an invitation, or about who asks to be let in, cannot be taken as it was given.
public enum InvitationProblem {
    /// Not a time for which an invitation can be good. Facts: the input, the longest.
    NOT_A_LIFETIME,
    /// As many invitations and requests are open as there may be. Facts: how many.
    TOO_MANY_OPEN,
    /// There is no such invitation any more. Facts: its number.
    NO_SUCH_INVITATION,
    /// Nobody waits under this number. Facts: it.
    NO_SUCH_REQUEST
}
