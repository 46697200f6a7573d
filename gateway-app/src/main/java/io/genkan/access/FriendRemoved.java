package io.genkan.access;

/// A friend and all his keys were removed, durably; what he has open must end now.
public record FriendRemoved(Friend friend) {}
