package io.genkan.web.https;

import io.genkan.settings.CannotStartException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file with a key for HTTPS cannot be used. The gateway does not start then, and leaves the file as it is.
final class TlsFileException extends CannotStartException {
    /// @param problem what is wrong with the file, as the end of a sentence that begins with its name
    TlsFileException(Path file, String problem, @Nullable Throwable cause) {
        super("The admin pages have no HTTPS: " + file + " " + problem + ".", whatToDo(file), cause);
    }

    private static String whatToDo(Path file) {
        return """
                The gateway never replaces this file by itself, since your devices may trust what is in it.
                Put it back from a backup, or mend its permissions. If you have no backup, delete the whole directory
                %s and start again: a new authority is made, and each of your devices asks once more
                whether it may be trusted.""".formatted(file.getParent());
    }
}
