package io.genkan.settings;

import org.jspecify.annotations.Nullable;

/// The gateway cannot start, for a reason that the owner can do something about.
public class CannotStartException extends RuntimeException {
    private final String whatToDo;

    /// @param what what is the matter, a sentence
    /// @param whatToDo what the owner can do about it, a sentence or more
    public CannotStartException(String what, String whatToDo, @Nullable Throwable cause) {
        super(what, cause);
        this.whatToDo = whatToDo;
    }

    /// What the owner can do about it.
    public String whatToDo() {
        return whatToDo;
    }
}
