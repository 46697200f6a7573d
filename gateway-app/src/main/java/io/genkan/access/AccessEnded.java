package io.genkan.access;

/// Somebody who was inside may not be any more, and is outside now.
public record AccessEnded(Identity identity, AccessDecision.Refused why) {}
