package io.genkan.tunnel;

/// A tunnel closed; its device and rules are gone.
public record TunnelClosed(TunnelView tunnel, CloseReason reason) {}
