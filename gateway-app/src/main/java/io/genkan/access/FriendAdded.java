package io.genkan.access;

/// A friend was added, durably.
public record FriendAdded(Friend friend) {}
