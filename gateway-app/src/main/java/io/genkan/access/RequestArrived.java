package io.genkan.access;

/// Somebody has presented his key with an invitation, and waits for the owner.
public record RequestArrived(JoinRequest request) {}
