package io.genkan.store;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files that are there as a whole or not at all, whenever the power fails, and that nobody else may read.
public final class DurableFile {
    /// How the name ends of a file that is not whole yet.
    static final String UNFINISHED = ".new";

    private DurableFile() {}

    /// What is to be in the file.
    public interface Content {
        /// Writes it; need not close the stream.
        void writeTo(OutputStream out) throws IOException;
    }

    /// Makes or replaces a file; it is on the disk when this returns.
    public static void write(Path file, Content content) throws IOException {
        settle(writeBeside(file, content), file);
    }

    /// Writes to a file beside, which is on the disk when this returns.
    static Path writeBeside(Path file, Content content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        Files.deleteIfExists(unfinished);
        try (FileChannel channel = FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            OutputStream out = new StaysOpen(Channels.newOutputStream(channel));
            content.writeTo(out);
            channel.force(true);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        return unfinished;
    }

    /// Gives a file that is on the disk its name, durably.
    static void settle(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        syncDirectoryOf(to);
    }

    /// Has the names of a file's directory on the disk.
    static void syncDirectoryOf(Path file) throws IOException {
        try (FileChannel names = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /// Lets who writes close his own stream, before the file has been synced.
    private static final class StaysOpen extends FilterOutputStream {
        StaysOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
