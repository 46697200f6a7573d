package io.genkan.store;

import java.util.Map;
import java.util.Objects;

/// What a backup says of itself, in its entry `genkan-backup.json`.
///
/// @param format how the file is laid out; {@link #FORMAT}
/// @param number the last change that is in it
/// @param madeAt when it was made
/// @param schema the version of the tables
/// @param tables how many rows of each table are in it
record BackupManifest(int format, long number, String madeAt, String schema, Map<String, Long> tables) {
    static final int FORMAT = 1;
    static final String ENTRY = "genkan-backup.json";
    static final String TABLES = "tables/";
    static final String FILES = "files/";

    /// Whether all of it is there: JSON can have a null anywhere.
    boolean isWhole() {
        return madeAt != null
                && schema != null
                && tables != null
                && tables.values().stream().allMatch(Objects::nonNull);
    }
}
