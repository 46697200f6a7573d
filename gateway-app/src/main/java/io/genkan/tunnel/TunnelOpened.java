package io.genkan.tunnel;

/// A tunnel opened; its link is up.
public record TunnelOpened(TunnelView tunnel) {}
