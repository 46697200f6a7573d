package io.genkan.tunnel;

/// A friend did not get the tunnel that he asked for.
///
/// @param keyBase64 the key that he has proven
/// @param origin where his connection comes from
/// @param reason why not: of {@link io.genkan.access.AccessDecision.Reason} or {@link AttachmentException.Reason}
public record TunnelRefused(String keyBase64, String origin, Enum<?> reason) {}
