package io.genkan.store;

import io.genkan.settings.CannotStartException;
import io.genkan.store.DatabaseState.Damaged;
import io.genkan.store.DatabaseState.Good;
import io.genkan.store.DatabaseState.Missing;
import io.genkan.store.StoreReport.Restored;
import io.genkan.store.StoreReport.Why;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out whether the database is the one that everything was acknowledged from, before anybody uses it.
///
/// An empty database is a first boot only where nothing says that there was ever another one. Else, and where the file
/// cannot be opened, or lacks a change that a backup has, it is made anew of the newest backup; without a good one the
/// gateway does not start. The file that is not used any more is kept.
final class DatabaseOpening {
    private static final Logger log = LoggerFactory.getLogger(DatabaseOpening.class);

    private final StoreFiles files;
    private final Backups backups;
    private final Instant now;

    private DatabaseOpening(StoreFiles files, Instant now) {
        this.files = files;
        this.backups = new Backups(files);
        this.now = now;
    }

    /// Has a database in its place that can be used.
    ///
    /// @throws CannotStartException if there is none; then every file is left as it is
    static StoreReport prepare(StoreFiles files, Instant now) {
        try {
            files.prepare();
            return new DatabaseOpening(files, now).prepare();
        } catch (IOException e) {
            throw DatabaseState.unusable(files, e);
        }
    }

    private StoreReport prepare() throws IOException {
        DatabaseState state = DatabaseState.of(files);
        backups.removeUnfinished();
        return switch (state) {
            case Missing() -> hasBeenInUse() ? restore(Why.MISSING, 0) : new StoreReport(Optional.empty());
            case Damaged(String how) -> {
                log.error("the database {} cannot be opened: {}", files.database(), how);
                yield hasBeenInUse() ? restore(Why.DAMAGED, 0) : refuse(Why.DAMAGED);
            }
            case Good(long number) -> {
                boolean wasNeverEmpty = number > 0 || !Files.exists(files.marker());
                yield number >= backups.latestNumber() && wasNeverEmpty
                        ? new StoreReport(Optional.empty())
                        : restore(Why.TOO_OLD, number);
            }
        };
    }

    private boolean hasBeenInUse() throws IOException {
        return Files.exists(files.marker()) || !backups.newestFirst().isEmpty();
    }

    /// @param beyond a backup must have a later change than this to be of use
    private StoreReport restore(Why why, long beyond) throws IOException {
        boolean newest = true;
        for (Path candidate : backups.newestFirst()) {
            try (BackupFile backup = BackupFile.open(candidate)) {
                backup.verify();
                if (backup.manifest().number() > beyond) {
                    return restoreFrom(backup, why, newest);
                }
            } catch (IOException e) {
                log.error("the backup {} is of no use: {}", candidate, e.getMessage());
            }
            newest = false;
        }
        return refuse(why);
    }

    private StoreReport restoreFrom(BackupFile backup, Why why, boolean newest) throws IOException {
        long number = newest ? backup.manifest().number() : backups.latestNumber() + 1;
        try (AuditSource audit = AuditSource.beside(backup, backups)) {
            new DatabaseMaker(backup, files.restoringName())
                    .make(audit.file(), new Finish(number, !newest, "gateway", backup, now));
        }
        List<String> kept = new ArrayList<>();
        if (Files.exists(files.database())) {
            Path aside = files.aside(why == Why.TOO_OLD ? "too-old" : "damaged", now);
            DurableFile.settle(files.database(), aside);
            kept.add(aside.toString());
        }
        DurableFile.settle(StoreFiles.fileOf(files.restoringName()), files.database());
        Restored restored = new Restored(
                why, backup.path().toString(), Instant.parse(backup.manifest().madeAt()), kept, !newest);
        log.error("{}", describe(restored));
        return new StoreReport(Optional.of(restored));
    }

    /// What happened, for the log and for `genkan status`.
    static String describe(Restored restored) {
        String what = switch (restored.why()) {
            case MISSING -> "The database was missing";
            case DAMAGED -> "The database could not be opened";
            case TOO_OLD -> "The database had lost changes that were acknowledged";
        };
        return what + " and was restored from " + restored.backup() + " of " + restored.madeAt() + "."
                + (restored.kept().isEmpty()
                        ? ""
                        : " The file that is not used any more is kept as "
                                + restored.kept().getFirst() + ".")
                + (restored.doorClosed()
                        ? " The newest backup was damaged, so changes may be missing: the door is closed until you open it."
                        : " Nothing that was acknowledged is missing but the latest lines of the audit log and counts of volume.");
    }

    private StoreReport refuse(Why why) {
        String what = switch (why) {
            case MISSING -> "The database " + files.database() + " is missing, but this gateway has been in use.";
            case DAMAGED -> "The database " + files.database() + " cannot be opened.";
            case TOO_OLD ->
                "The database " + files.database() + " is empty or too old, but this gateway has been in use.";
        };
        throw new CannotStartException(
                what + " There is no good backup in " + files.backups() + ".",
                "Everything is left as it is. If you have a backup elsewhere: genkan restore FILE. To begin anew, with no"
                        + " friends and no owner, move the whole directory " + files.data() + " away.",
                null);
    }

    /// The newest whole backup that is good, for the audit log that is not in the others.
    private record AuditSource(@Nullable BackupFile file) implements AutoCloseable {
        static AuditSource beside(BackupFile backup, Backups backups) throws IOException {
            if (!backup.manifest().tables().containsKey(BackupWriter.AUDIT)) {
                for (Path candidate : backups.newestFirst()) {
                    if (Backups.kindOf(candidate) == BackupName.Kind.WHOLE) {
                        Optional<BackupFile> good = good(candidate);
                        if (good.isPresent()) {
                            return new AuditSource(good.get());
                        }
                    }
                }
            }
            return new AuditSource(null);
        }

        private static Optional<BackupFile> good(Path candidate) {
            try {
                BackupFile opened = BackupFile.open(candidate);
                try {
                    opened.verify();
                    return Optional.of(opened);
                } catch (IOException e) {
                    opened.close();
                    throw e;
                }
            } catch (IOException e) {
                log.error("the backup {} is of no use: {}", candidate, e.getMessage());
                return Optional.empty();
            }
        }

        @Override
        public void close() throws IOException {
            if (file != null) {
                file.close();
            }
        }
    }
}
