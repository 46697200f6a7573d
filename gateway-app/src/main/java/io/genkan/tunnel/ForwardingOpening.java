package io.genkan.tunnel;

/// What became of a connection that a friend asked for and may have.
public sealed interface ForwardingOpening {
    /// It is registered.
    record Opened(Forwarding forwarding) implements ForwardingOpening {}

    /// There are as many as the gateway bears.
    record TooMany() implements ForwardingOpening {}
}
