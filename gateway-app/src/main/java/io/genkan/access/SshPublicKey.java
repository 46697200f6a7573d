package io.genkan.access;

/// A public key as it stands in an authorized_keys line.
///
/// @param algorithm the key type, for example `ssh-ed25519`
/// @param base64 the key blob (RFC 4253 §6.6) in Base64 without white space; two keys are the same if these are
/// @param fingerprint in OpenSSH's form, `SHA256:…`
/// @param comment what stood behind the key, often `user@computer`; may be empty
public record SshPublicKey(String algorithm, String base64, String fingerprint, String comment) {}
