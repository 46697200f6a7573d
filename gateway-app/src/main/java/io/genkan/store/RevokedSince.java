package io.genkan.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The keys that are known to be revoked, which no older backup may bring back.
final class RevokedSince {
    private static final String TABLE = "REVOKED_KEY";
    private static final List<String> COLUMNS =
            List.of("BLOB", "ALGORITHM", "FINGERPRINT", "FRIEND_NAME", "UNIT", "REVOKED_AT");

    private final List<List<@Nullable String>> rows = new ArrayList<>();
    private final List<String> wereHeld = new ArrayList<>();

    private RevokedSince() {}

    static RevokedSince none() {
        return new RevokedSince();
    }

    /// Those of a database.
    static RevokedSince in(Connection database) throws SQLException {
        RevokedSince revoked = new RevokedSince();
        if (!Schema.tables(database).contains(TABLE)) {
            return revoked;
        }
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(Schema.selectAll(TABLE, COLUMNS))) {
            while (found.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= COLUMNS.size(); i++) {
                    row.add(found.getString(i));
                }
                revoked.rows.add(row);
            }
        }
        return revoked;
    }

    /// Those of the newest backup that is good.
    static RevokedSince in(Backups backups) throws IOException {
        for (Path candidate : backups.newestFirst()) {
            Optional<RevokedSince> found = in(candidate);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return none();
    }

    private static Optional<RevokedSince> in(Path candidate) {
        RevokedSince revoked = new RevokedSince();
        try (BackupFile backup = BackupFile.open(candidate)) {
            backup.verify();
            backup.read(TABLE, (columns, values) -> {
                List<@Nullable String> row = new ArrayList<>();
                for (String column : COLUMNS) {
                    row.add(values.get(columns.indexOf(column)));
                }
                revoked.rows.add(row);
            });
            return Optional.of(revoked);
        } catch (IOException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /// Takes the keys from the friends of a database, and keeps them there as revoked.
    void applyTo(Connection database) throws SQLException {
        String names = Schema.quoted(COLUMNS);
        String values = String.join(", ", Collections.nCopies(COLUMNS.size(), "?"));
        try (PreparedStatement delete = database.prepareStatement("delete from friend_key where blob = ?");
                PreparedStatement bury = database.prepareStatement(
                        "merge into revoked_key (" + names + ") key (blob) values (" + values + ")")) {
            for (List<@Nullable String> row : rows) {
                delete.setString(1, row.getFirst());
                if (delete.executeUpdate() > 0) {
                    wereHeld.add(String.valueOf(row.get(COLUMNS.indexOf("FINGERPRINT"))));
                }
                for (int i = 0; i < COLUMNS.size(); i++) {
                    bury.setString(i + 1, row.get(i));
                }
                bury.executeUpdate();
            }
        }
    }

    /// The fingerprints of those that a friend had in the database.
    List<String> wereHeld() {
        return wereHeld.stream().sorted().collect(Collectors.toList());
    }
}
