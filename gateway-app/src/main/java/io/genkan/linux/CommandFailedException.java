package io.genkan.linux;

import java.io.IOException;
import java.util.List;

/// A program did not do what it was started for. The message has the command, its exit code and its words.
public final class CommandFailedException extends IOException {
    /// The program ended with an exit code other than 0.
    CommandFailedException(List<String> command, int exitCode, CommandRunner.Output output) {
        super("`" + String.join(" ", command) + "` ended with exit code " + exitCode + ": "
                + (output.stderr() + output.stdout()).strip());
    }

    /// The program did not end.
    CommandFailedException(List<String> command, String what) {
        super("`" + String.join(" ", command) + "`: " + what);
    }
}
