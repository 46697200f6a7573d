package io.genkan.control;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Where the socket is, and how it is talked over: one line there, one line back.
public final class ControlSocket {
    /// The longest line that either side takes; an authorized key has at most some thousand bytes.
    public static final int LONGEST_LINE = 256 * 1024;

    private ControlSocket() {}

    /// The socket of a data directory.
    public static Path path(Path data) {
        return data.toAbsolutePath().normalize().resolve("run/control");
    }

    /// The socket's address.
    public static SocketAddress address(Path data) {
        return UnixDomainSocketAddress.of(path(data));
    }

    /// Makes the directory of the socket, which nobody else may enter.
    static void prepareDirectory(Path data) throws IOException {
        Path directory = path(data).getParent();
        if (directory != null) {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
