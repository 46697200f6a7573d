package io.genkan.access;

import io.genkan.net.BadInputException;

/// Reads the public key that a person pasted. Implemented where the SSH library is.
public interface KeyParser {
    /// Reads one public key out of a pasted text or a `.pub` file.
    ///
    /// @throws BadInputException with a {@link KeyProblem} if it holds none, several, or one that is not accepted
    SshPublicKey parse(String text);
}
