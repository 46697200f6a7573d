package io.genkan.web.https;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file with a key for HTTPS cannot be used. The gateway does not start then, and leaves the file as it is.
final class TlsFileException extends RuntimeException {
    private final Path file;

    /// @param problem what is wrong with the file, as the end of a sentence that begins with its name
    TlsFileException(Path file, String problem, @Nullable Throwable cause) {
        super(file + " " + problem, cause);
        this.file = file;
    }

    Path file() {
        return file;
    }
}
