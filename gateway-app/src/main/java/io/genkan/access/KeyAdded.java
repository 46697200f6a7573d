package io.genkan.access;

/// A friend got a further key, durably.
public record KeyAdded(Friend friend, AuthorizedKey key) {}
