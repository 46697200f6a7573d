package io.genkan.access;

/// Why a text is not a public key that can be admitted.
public enum KeyProblem {
    /// Nothing but white space and comments.
    EMPTY,
    /// A private key, which must never leave its owner's computer.
    PRIVATE_KEY,
    /// More than one key. Facts: how many.
    SEVERAL_KEYS,
    /// Nothing that looks like a key.
    NOT_A_KEY,
    /// The key is cut off or has a wrong character in it. Facts: the kind of key.
    DAMAGED,
    /// A fingerprint, which names a key but is none.
    FINGERPRINT,
    /// A host's line out of known_hosts.
    HOST_KEY_LINE,
    /// A certificate, where a plain key is wanted. Facts: the kind.
    CERTIFICATE,
    /// A kind of key that is not accepted, such as DSA. Facts: the kind.
    UNSUPPORTED,
    /// An RSA key that is too short to be safe. Facts: its length in bits, the shortest accepted.
    RSA_TOO_SHORT,
    /// PuTTY's own format, which has a public key in another form. Facts: none.
    PUTTY_FORMAT
}
