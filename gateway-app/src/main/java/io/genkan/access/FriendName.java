package io.genkan.access;

import io.genkan.net.BadInputException;
import java.text.Normalizer;

/// What the owner calls a friend; letters of any script, digits, and single spaces, dots, hyphens or underscores
/// between.
public record FriendName(String value) {
    private static final int LONGEST = 40;

    /// @throws BadInputException if it is not a name
    public FriendName {
        boolean taken = value.matches("[\\p{L}\\p{N}][\\p{M}\\p{L}\\p{N}]*(?:[ ._-][\\p{M}\\p{L}\\p{N}]+)*")
                && value.length() <= LONGEST;
        if (!taken) {
            throw new BadInputException(AccessProblem.NOT_A_NAME, value);
        }
    }

    /// Reads a name; composed and decomposed forms of a letter are the same name.
    ///
    /// @throws BadInputException if it is not a name
    public static FriendName parse(String text) {
        return new FriendName(Normalizer.normalize(text.strip(), Normalizer.Form.NFC));
    }

    /// The user name for the friend's ssh command: his name where that is plain, else `friend`. The gateway goes
    /// by the key alone, so that any user name works; this one only reads well.
    public String sshUserName() {
        return value.matches("[a-z][a-z0-9._-]*") ? value : "friend";
    }

    @Override
    public String toString() {
        return value;
    }
}
