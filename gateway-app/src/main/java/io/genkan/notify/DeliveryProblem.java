package io.genkan.notify;

/// Why a notification did not arrive.
public enum DeliveryProblem {
    /// The host was not found, or does not take connections. Facts: the host.
    NO_CONNECTION,
    /// Its certificate is not good. Facts: the host.
    NOT_TRUSTED,
    /// It did not answer in time. Facts: the host.
    NO_ANSWER,
    /// It wanted the message to go elsewhere, where it is not sent. Facts: the host.
    REDIRECTED,
    /// It did not take the token. Facts: the host.
    NOT_ALLOWED,
    /// It refused the message. Facts: the host, the status code of HTTP.
    REFUSED,
    /// It has a problem of its own, or too much to do. Facts: the host, the status code of HTTP.
    OUT_OF_ORDER;

    /// Whether it may work a little later.
    boolean mayPass() {
        return switch (this) {
            case NO_CONNECTION, NO_ANSWER, OUT_OF_ORDER -> true;
            case NOT_TRUSTED, REDIRECTED, NOT_ALLOWED, REFUSED -> false;
        };
    }
}
