package io.genkan.store;

import io.genkan.store.DatabaseState.Good;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Replaces everything by what is in a backup, while no gateway is running.
///
/// The backup is older than what was decided since. So keys that were revoked meanwhile stay revoked, and the door is
/// closed until the owner has looked.
public final class Restoration {
    private final StoreFiles files;
    private final Backups backups;
    private final Instant now;

    private Restoration(StoreFiles files, Instant now) {
        this.files = files;
        this.backups = new Backups(files);
        this.now = now;
    }

    /// What came of it.
    ///
    /// @param madeAt when the backup was made
    /// @param stillRevoked fingerprints of keys that are a friend's in the backup and were revoked since
    /// @param kept where the earlier database is now, if there was one
    public record Outcome(String madeAt, List<String> stillRevoked, Optional<Path> kept) {}

    /// Restores.
    ///
    /// @throws IOException if the backup is damaged or does not fit; then nothing was changed
    /// @throws io.genkan.settings.CannotStartException if the directory is in use or cannot be written to
    public static Outcome restore(Path data, Path backup, Instant now) throws IOException {
        StoreFiles files = new StoreFiles(data);
        files.prepare();
        Restoration restoration = new Restoration(files, now);
        try (BackupFile opened = BackupFile.open(backup)) {
            opened.verify();
            return restoration.restore(opened);
        } finally {
            restoration.giveToTheOwnerOfTheDirectory();
        }
    }

    private Outcome restore(BackupFile backup) throws IOException {
        refuseForeignFiles(backup);
        DatabaseState present = DatabaseState.of(files);
        RevokedSince revoked = RevokedSince.none();
        long number = backups.latestNumber();
        if (present instanceof Good(long presentNumber)) {
            number = Math.max(number, presentNumber);
            revoked = revokedInDatabase();
        } else {
            revoked = RevokedSince.in(backups);
        }
        RevokedSince stay = revoked;
        Finish finish =
                new Finish(Math.max(number, backup.manifest().number()) + 1, true, "genkan restore", backup, now);
        new DatabaseMaker(backup, files.restoringName()).make(null, database -> {
            stay.applyTo(database);
            finish.addTo(database);
        });
        Optional<Path> kept = putAside();
        DurableFile.settle(StoreFiles.fileOf(files.restoringName()), files.database());
        putBackFiles(backup);
        return new Outcome(backup.manifest().madeAt(), stay.wereHeld(), kept);
    }

    private RevokedSince revokedInDatabase() throws IOException {
        try (Connection database =
                DriverManager.getConnection(DatabaseMaker.url(files.databaseName()), DatabaseMaker.USER, "")) {
            return RevokedSince.in(database);
        } catch (SQLException e) {
            throw new IOException("the present database cannot be read: " + e.getMessage(), e);
        }
    }

    private Optional<Path> putAside() throws IOException {
        if (!Files.exists(files.database())) {
            return Optional.empty();
        }
        Path aside = files.aside("replaced", now);
        DurableFile.settle(files.database(), aside);
        return Optional.of(aside);
    }

    private static void refuseForeignFiles(BackupFile backup) throws IOException {
        for (String name : backup.files()) {
            if (!BackupWriter.mayBeKept(Path.of(name))) {
                throw new IOException("The backup has a file in it that cannot be put back: " + name);
            }
        }
    }

    /// Files that are replaced by others are kept beside the backups.
    private void putBackFiles(BackupFile backup) throws IOException {
        Path aside = files.backups().resolve("replaced-" + StoreFiles.stamp(now));
        for (String name : backup.files()) {
            byte[] content = backup.contentOf(name);
            Path file = files.data().resolve(name);
            if (Files.exists(file) && !Arrays.equals(Files.readAllBytes(file), content)) {
                makeDirectoryOf(aside.resolve(name));
                Files.move(file, aside.resolve(name));
            }
            makeDirectoryOf(file);
            DurableFile.write(file, out -> out.write(content));
        }
    }

    private static void makeDirectoryOf(Path file) throws IOException {
        Path directory = file.getParent();
        if (directory != null) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /// Whoever may restore is often root, and the gateway is not.
    private void giveToTheOwnerOfTheDirectory() throws IOException {
        PosixFileAttributes owner = Files.readAttributes(files.data(), PosixFileAttributes.class);
        List<Path> all = new ArrayList<>();
        try (Stream<Path> found = Files.walk(files.data())) {
            found.filter(path -> !Files.isSymbolicLink(path)).forEach(all::add);
        }
        for (Path path : all) {
            PosixFileAttributes present = Files.readAttributes(path, PosixFileAttributes.class);
            if (!present.owner().equals(owner.owner())) {
                PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
                view.setOwner(owner.owner());
                view.setGroup(owner.group());
            }
        }
    }
}
