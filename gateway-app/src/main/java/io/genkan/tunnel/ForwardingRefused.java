package io.genkan.tunnel;

import io.genkan.access.AccessDecision;
import io.genkan.access.FriendName;

/// A friend did not get the TCP connection that he asked for.
///
/// @param origin where his connection comes from
/// @param where the host and port that he asked for, as he named them
public record ForwardingRefused(FriendName friend, String origin, String where, AccessDecision.Reason reason) {}
