package io.genkan.owner;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The one row about the owner in the database.
@Repository
class OwnerTable {
    private final JdbcClient jdbc;

    OwnerTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A password as it is kept.
    record StoredPassword(String hash, PasswordVersion version) {}

    Optional<StoredPassword> find() {
        return jdbc.sql("select password_hash, changed_at from owner where id = 1")
                .query((row, _) -> stored(row))
                .optional();
    }

    Instant store(String hash, Instant now) {
        jdbc.sql("merge into owner (id, password_hash, changed_at) key (id) values (1, :hash, :now)")
                .param("hash", hash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return now;
    }

    private static StoredPassword stored(ResultSet row) throws SQLException {
        Instant setAt = row.getObject("changed_at", OffsetDateTime.class).toInstant();
        return new StoredPassword(row.getString("password_hash"), new PasswordVersion(setAt));
    }
}
