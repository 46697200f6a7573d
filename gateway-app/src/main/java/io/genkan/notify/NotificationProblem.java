package io.genkan.notify;

/// Why a setting of notifications cannot be taken as it was given.
public enum NotificationProblem {
    /// Not the address of a webhook. Facts: none, since it may be a secret.
    NOT_A_URL,
    /// Unencrypted, and not to a host of the home. Facts: the host.
    HTTP_OUTSIDE_HOME,
    /// Not a token. Facts: none.
    NOT_A_TOKEN,
    /// Not a form of message. Facts: the input, what there is.
    NOT_A_FORMAT,
    /// Not an event. Facts: the input, what there is.
    NOT_A_KIND,
    /// Nothing is set up. Facts: none.
    NOT_SET_UP
}
