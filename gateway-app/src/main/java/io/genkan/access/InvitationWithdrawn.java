package io.genkan.access;

/// An invitation was taken back.
public record InvitationWithdrawn(Invitation invitation) {}
