package io.genkan.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a backup file: `genkan-NUMBER-TIME-KIND.zip`.
///
/// @param number the last change that is in it
/// @param stamp when it was made, as in {@link StoreFiles#stamp}
/// @param kind what is in it
record BackupName(long number, String stamp, Kind kind) {
    /// Newest first. The number decides: the clock of a Pi may have been wrong.
    static final Comparator<BackupName> NEWEST_FIRST = Comparator.comparingLong(BackupName::number)
            .thenComparing(BackupName::stamp)
            .thenComparing(BackupName::kind)
            .reversed();

    private static final Pattern FORM = Pattern.compile("genkan-(\\d{10,18})-(\\d{8}T\\d{6}Z)-(change|whole)\\.zip");

    /// What is in a backup.
    enum Kind {
        /// All but the audit log: written with each change.
        CHANGE("change"),
        /// All of it.
        WHOLE("whole");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    static BackupName of(long number, Instant now, Kind kind) {
        return new BackupName(number, StoreFiles.stamp(now), kind);
    }

    /// Reads a file's name; empty if it is no backup's.
    static Optional<BackupName> parse(Path file) {
        Matcher form = FORM.matcher(String.valueOf(file.getFileName()));
        if (!form.matches()) {
            return Optional.empty();
        }
        Kind kind = form.group(3).equals(Kind.WHOLE.word) ? Kind.WHOLE : Kind.CHANGE;
        return Optional.of(new BackupName(Long.parseLong(form.group(1)), form.group(2), kind));
    }

    Instant madeAt() {
        return StoreFiles.moment(stamp);
    }

    @Override
    public String toString() {
        return "genkan-%010d-%s-%s.zip".formatted(number, stamp, kind.word);
    }
}
