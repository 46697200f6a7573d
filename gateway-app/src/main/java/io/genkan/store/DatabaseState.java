package io.genkan.store;

import io.genkan.settings.CannotStartException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;

/// What is found where the database should be.
sealed interface DatabaseState {
    /// There is no file, or an empty one.
    record Missing() implements DatabaseState {}

    /// It opens.
    ///
    /// @param number the last change that is in it
    record Good(long number) implements DatabaseState {}

    /// It does not open, and nobody else is to blame.
    record Damaged(String how) implements DatabaseState {}

    /// H2's error code for a file that another process has open.
    int ALREADY_OPEN = 90_020;

    /// H2's error codes for a file of another version of H2, and for one that has another user.
    int OTHER_VERSION = 90_048;

    int OTHER_USER = 28_000;

    /// H2's error codes for a disk or a directory that does not do what is asked.
    int IO_FAILED = 90_028;

    int IO_FAILED_WITH = 90_031;

    /// Opens the database once.
    ///
    /// @throws CannotStartException if it cannot be told, or if somebody else has to do something
    static DatabaseState of(StoreFiles files) throws IOException {
        Path file = files.database();
        refuseReadOnly(files);
        if (!Files.exists(file) || Files.size(file) == 0) {
            return new Missing();
        }
        try (Connection database =
                DriverManager.getConnection(DatabaseMaker.url(files.databaseName()), DatabaseMaker.USER, "")) {
            return new Good(Schema.lastChange(database));
        } catch (SQLException e) {
            return switch (e.getErrorCode()) {
                case ALREADY_OPEN ->
                    throw new CannotStartException(
                            "Another gateway is using the data directory " + files.data() + ".",
                            "Stop it first, or start this one with another directory (--data).",
                            e);
                case OTHER_VERSION, OTHER_USER ->
                    throw new CannotStartException(
                            "The database " + file
                                    + " was written by another version of Genkan, or is none of Genkan’s ("
                                    + e.getMessage() + ").",
                            "It is left as it is. Install the version of Genkan that wrote it.",
                            e);
                case IO_FAILED, IO_FAILED_WITH -> {
                    if (endsTooEarly(e)) {
                        yield new Damaged("it is cut off: " + e.getMessage());
                    }
                    throw unusable(files, e);
                }
                default -> new Damaged(String.valueOf(e.getMessage()));
            };
        }
    }

    private static boolean endsTooEarly(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause).anyMatch(EOFException.class::isInstance);
    }

    private static void refuseReadOnly(StoreFiles files) {
        for (Path needed : new Path[] {files.databases(), files.backups(), files.database()}) {
            if (Files.exists(needed) && !Files.isWritable(needed)) {
                throw new CannotStartException(
                        needed + " cannot be written to.",
                        "Nothing was changed. Mend its permissions or its owner, or mount its disk for writing.",
                        null);
            }
        }
    }

    /// The disk or the directory does not do what is asked.
    static CannotStartException unusable(StoreFiles files, Exception cause) {
        if (!files.hasRoom()) {
            return new CannotStartException(
                    "The disk with " + files.data() + " is full (" + cause.getMessage() + ").",
                    "Nothing was changed. Make some room, and start the gateway again.",
                    cause);
        }
        return new CannotStartException(
                "The database in " + files.databases() + " cannot be used (" + cause.getMessage() + ").",
                "It is left as it is. Look after the disk and the directory’s permissions; a backup can be restored with:"
                        + " genkan restore FILE.",
                cause);
    }
}
