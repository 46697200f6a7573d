package io.genkan.access;

import io.genkan.net.TunnelUnit;
import java.time.Instant;

/// A friend's key, one per computer, and the tunnel unit that belongs to it.
public record AuthorizedKey(long id, SshPublicKey publicKey, TunnelUnit unit, Instant addedAt) {}
