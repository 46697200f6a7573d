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
    /// A host's line out of known_hosts. Facts: what stands in front of the key.
    HOST_KEY_LINE,
    /// A certificate, where a plain key is wanted. Facts: the kind.
    CERTIFICATE,
    /// A kind of key that is not accepted, such as DSA. Facts: the kind.
    UNSUPPORTED,
    /// An RSA key that is too short to be safe. Facts: its length in bits, the shortest accepted.
    RSA_TOO_SHORT,
    /// A public key in the PEM form of web certificates, which ssh does not use. Facts: none.
    PEM_PUBLIC_KEY,
    /// An option in front of the key that restricts it in a way that would not be kept. Facts: the option.
    OPTION_NOT_KEPT,
    /// Something in front of the key that is no option. Facts: it.
    UNKNOWN_OPTION
}
