package io.genkan.audit;

import io.genkan.audit.AuditEvent.Group;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The audit log in the database.
@Repository
class AuditTable {
    static final int USUALLY_KEPT_DAYS = 90;

    private final JdbcClient jdbc;

    AuditTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(AuditEntry entry) {
        jdbc.sql("""
                        insert into audit_entry (at, last_at, event, actor, origin, subject, detail, reason, times, bytes_in,
                        bytes_out)
                        values (:at, :last, :event, :actor, :origin, :subject, :detail, :reason, :times, :in, :out)
                        """)
                .param("at", entry.at().atOffset(ZoneOffset.UTC))
                .param("last", entry.lastAt().atOffset(ZoneOffset.UTC))
                .param("event", entry.event().name())
                .param("actor", entry.actor())
                .param("origin", entry.origin())
                .param("subject", entry.subject())
                .param("detail", entry.detail())
                .param("reason", entry.reason())
                .param("times", entry.times())
                .param("in", boxed(entry.bytesIn()))
                .param("out", boxed(entry.bytesOut()))
                .update();
    }

    /// Entries in the order of writing, the newest first.
    ///
    /// @param before only those with a smaller number
    List<AuditLine> newest(AuditFilter filter, long before, int most) {
        return select(filter, "id < :bound order by id desc", before, most);
    }

    /// Entries in the order of writing, the oldest first.
    ///
    /// @param after only those with a larger number
    List<AuditLine> oldest(AuditFilter filter, long after, int most) {
        return select(filter, "id > :bound order by id", after, most);
    }

    private List<AuditLine> select(AuditFilter filter, String order, long bound, int most) {
        return jdbc.sql("""
                        select * from audit_entry
                        where event in (:events) and last_at >= :since
                        and (:text = '' or lower(actor) like :like escape '!' or lower(subject) like :like escape '!'
                        or origin like :like escape '!') and\s""" + order + " fetch first :most rows only")
                .param("events", events(filter))
                .param("since", filter.since().atOffset(ZoneOffset.UTC))
                .param("text", filter.text())
                .param("like", filter.pattern())
                .param("bound", bound)
                .param("most", most)
                .query((row, _) -> line(row))
                .list();
    }

    private static List<String> events(AuditFilter filter) {
        return filter.group()
                .map(AuditEvent::namesOf)
                .orElseGet(
                        () -> Arrays.stream(AuditEvent.values()).map(Enum::name).toList());
    }

    void forgetBefore(Instant moment) {
        jdbc.sql("delete from audit_entry where last_at < :moment")
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Forgets the oldest of a group, so that no more are left than so many.
    void keepNewest(Group group, int most) {
        jdbc.sql("""
                        delete from audit_entry where event in (:events) and id <=
                        (select id from audit_entry where event in (:events) order by id desc offset :most rows
                        fetch first row only)
                        """)
                .param("events", AuditEvent.namesOf(group))
                .param("most", most)
                .update();
    }

    int keepDays() {
        return jdbc.sql("select keep_days from audit_setting where id = 1")
                .query(Integer.class)
                .optional()
                .orElse(USUALLY_KEPT_DAYS);
    }

    void setKeepDays(int days) {
        jdbc.sql("merge into audit_setting (id, keep_days) key (id) values (1, :days)")
                .param("days", days)
                .update();
    }

    private static AuditLine line(ResultSet row) throws SQLException {
        AuditEntry entry = new AuditEntry(
                instant(row, "at"),
                instant(row, "last_at"),
                AuditEvent.valueOf(row.getString("event")),
                row.getString("actor"),
                row.getString("origin"),
                row.getString("subject"),
                row.getString("detail"),
                row.getString("reason"),
                row.getLong("times"),
                amount(row, "bytes_in"),
                amount(row, "bytes_out"));
        return new AuditLine(row.getLong("id"), entry);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OptionalLong amount(ResultSet row, String column) throws SQLException {
        long amount = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(amount);
    }

    private static @Nullable Long boxed(OptionalLong amount) {
        return amount.isPresent() ? amount.getAsLong() : null;
    }
}
