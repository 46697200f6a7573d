package io.genkan.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Where the store keeps its files in the data directory.
///
/// @param data the data directory
record StoreFiles(Path data) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String SUFFIX = ".mv.db";

    /// A change, its backup, and what H2 may need to rearrange its file, with some to spare.
    private static final long LEAST_ROOM = 1024 * 1024;

    StoreFiles {
        data = data.toAbsolutePath().normalize();
    }

    /// Whether the disk has room for a change.
    boolean hasRoom() {
        return data.toFile().getUsableSpace() >= LEAST_ROOM;
    }

    /// The directory of the database.
    Path databases() {
        return data.resolve("db");
    }

    /// The database in use, as a file.
    Path database() {
        return fileOf(databaseName());
    }

    /// The database in use, as H2 names it.
    Path databaseName() {
        return databases().resolve("genkan");
    }

    /// A database that is being made of a backup, as H2 names it.
    Path restoringName() {
        return databases().resolve("restoring");
    }

    /// Where a database is kept that is not to be used any more.
    Path aside(String why, Instant now) {
        return fileOf(databases().resolve("genkan." + why + "-" + stamp(now)));
    }

    /// The directory of the backups.
    Path backups() {
        return data.resolve("backup");
    }

    /// The file that says that a database with something in it has been here.
    Path marker() {
        return data.resolve("in-use");
    }

    /// The file of a database that H2 names so.
    static Path fileOf(Path name) {
        return name.resolveSibling(name.getFileName() + SUFFIX);
    }

    /// A moment as it stands in a file name.
    static String stamp(Instant moment) {
        return STAMP.format(moment);
    }

    /// The moment of a stamp.
    static Instant moment(String stamp) {
        return STAMP.parse(stamp, Instant::from);
    }

    /// Makes the directories, for nobody else to enter.
    void prepare() throws IOException {
        var onlyOurs = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(databases(), onlyOurs);
        Files.createDirectories(backups(), onlyOurs);
    }
}
