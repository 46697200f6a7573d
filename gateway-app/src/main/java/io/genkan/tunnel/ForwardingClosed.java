package io.genkan.tunnel;

/// A TCP connection that the gateway made for a friend has ended.
public record ForwardingClosed(ForwardingView forwarding) {}
