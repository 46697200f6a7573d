package io.genkan.access;

/// One of a friend's keys was taken back, durably; what is open with it must end now.
public record KeyRevoked(Friend friend, AuthorizedKey key) {}
