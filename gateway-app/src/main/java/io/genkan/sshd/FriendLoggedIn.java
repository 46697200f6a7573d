package io.genkan.sshd;

import io.genkan.access.Identity;

/// A friend, or somebody who was one, proved his key.
///
/// @param origin where his connection comes from, for example `203.0.113.10:51515`
public record FriendLoggedIn(Identity identity, String origin) {}
