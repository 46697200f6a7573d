package io.genkan.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;

/// What a restored database has besides what was in the backup.
///
/// @param number the number of its last change
/// @param closeTheDoor where a change may be missing that took somebody's access away, nobody comes in until the owner
///     has looked
/// @param actor who restored it
/// @param backup the backup
record Finish(long number, boolean closeTheDoor, String actor, BackupFile backup, Instant now)
        implements DatabaseMaker.Addition {
    @Override
    public void addTo(Connection database) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.executeUpdate("merge into last_change (id, number) key (id) values (1, " + number + ")");
            if (closeTheDoor) {
                statement.executeUpdate(
                        "merge into door (id, is_open, changed_at) key (id) values (1, false, current_timestamp)");
            }
        }
        recordIn(database);
    }

    /// The audit log says it too.
    private void recordIn(Connection database) throws SQLException {
        try (PreparedStatement entry = database.prepareStatement("""
                insert into audit_entry (at, last_at, event, actor, origin, subject, detail, reason, times)
                values (?, ?, 'DATABASE_RESTORED', ?, '', '', ?, '', 1)
                """)) {
            entry.setObject(1, now.atOffset(ZoneOffset.UTC));
            entry.setObject(2, now.atOffset(ZoneOffset.UTC));
            entry.setString(3, actor);
            entry.setString(
                    4, backup.path().getFileName() + ", " + backup.manifest().madeAt());
            entry.executeUpdate();
        }
    }
}
