package io.genkan.store;

import io.genkan.store.BackupName.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The backup files of a data directory.
final class Backups {
    /// Each is whole by itself; an older one is of use only where a newer one is damaged.
    static final int KEPT_CHANGES = 5;

    static final int KEPT_WHOLE = 7;

    private final StoreFiles files;

    Backups(StoreFiles files) {
        this.files = files;
    }

    /// A backup on the disk that has no name yet.
    record Prepared(Path unfinished, Path file) {
        /// Gives it its name; it counts when this returns.
        void settle() throws IOException {
            DurableFile.settle(unfinished, file);
        }

        /// Takes it back.
        void discard() throws IOException {
            Files.deleteIfExists(unfinished);
        }
    }

    /// Writes a backup, and reads it again; it is on the disk when this returns.
    ///
    /// @param database within the transaction whose changes are to be in it
    Prepared prepare(Connection database, long number, Kind kind, Instant now) throws IOException, SQLException {
        BackupName name = BackupName.of(number, now, kind);
        Path file = files.backups().resolve(name.toString());
        Path unfinished;
        try {
            unfinished = DurableFile.writeBeside(file, out -> {
                try {
                    new BackupWriter(database, files.data()).write(out, number, kind, now);
                } catch (SQLException e) {
                    throw new IOException("the database cannot be read: " + e.getMessage(), e);
                }
            });
        } catch (IOException e) {
            throw new IOException("the backup " + file + " cannot be written: " + e.getMessage(), e);
        }
        Prepared prepared = new Prepared(unfinished, file);
        try (BackupFile written = BackupFile.open(unfinished)) {
            written.verify();
            if (kind == Kind.WHOLE) {
                tryToRestore(written);
            }
        } catch (IOException e) {
            prepared.discard();
            throw e;
        }
        return prepared;
    }

    private void tryToRestore(BackupFile written) throws IOException {
        Path trial = files.backups().resolve("trial");
        try {
            new DatabaseMaker(written, trial).make(null, _ -> {});
        } finally {
            Files.deleteIfExists(StoreFiles.fileOf(trial));
        }
    }

    /// The backups by their names, the newest first.
    List<Path> newestFirst() throws IOException {
        if (!Files.isDirectory(files.backups())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(files.backups())) {
            return all.filter(file -> BackupName.parse(file).isPresent())
                    .sorted(Comparator.comparing(file -> BackupName.parse(file).orElseThrow(), BackupName.NEWEST_FIRST))
                    .toList();
        }
    }

    /// The number of the last change that any backup says to have in it; 0 if there are none.
    long latestNumber() throws IOException {
        return newestFirst().stream()
                .findFirst()
                .flatMap(BackupName::parse)
                .map(BackupName::number)
                .orElse(0L);
    }

    /// The newest file of a kind.
    Optional<Path> newest(Kind kind) throws IOException {
        return newestFirst().stream().filter(file -> kindOf(file) == kind).findFirst();
    }

    /// Deletes what is older than the generations that are kept, and what was never finished.
    void prune() throws IOException {
        List<Path> all = newestFirst();
        List<Path> old = new ArrayList<>();
        all.stream()
                .filter(file -> kindOf(file) == Kind.CHANGE)
                .skip(KEPT_CHANGES)
                .forEach(old::add);
        all.stream().filter(file -> kindOf(file) == Kind.WHOLE).skip(KEPT_WHOLE).forEach(old::add);
        for (Path file : old) {
            Files.deleteIfExists(file);
        }
    }

    /// Deletes what a process left that was killed; called before anything is written.
    void removeUnfinished() throws IOException {
        try (Stream<Path> all = Files.list(files.backups())) {
            for (Path file : all.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(DurableFile.UNFINISHED) || name.startsWith("trial.")) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    static Kind kindOf(Path file) {
        return BackupName.parse(file).orElseThrow().kind();
    }
}
