package io.genkan.access;

import io.genkan.net.TunnelUnit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What decides on entry besides the friends themselves, in the database: the door, the latest time, volumes, and the
/// keys that were revoked.
@Repository
class AccessTable {
    private final JdbcClient jdbc;

    AccessTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A door that nobody has touched is open.
    boolean doorOpen() {
        return jdbc.sql("select is_open from door where id = 1")
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    void setDoor(boolean open, Instant now) {
        jdbc.sql("merge into door (id, is_open, changed_at) key (id) values (1, :open, :now)")
                .param("open", open)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Instant> latestTime() {
        return jdbc.sql("select seen_at from latest_time where id = 1")
                .query((row, _) -> instant(row, "seen_at"))
                .optional();
    }

    void setLatestTime(Instant seen) {
        jdbc.sql("merge into latest_time (id, seen_at) key (id) values (1, :seen)")
                .param("seen", seen.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// The bytes by friend in a month.
    Map<Long, Long> volumes(YearMonth month) {
        Map<Long, Long> volumes = new HashMap<>();
        jdbc.sql("select friend_id, bytes from friend_volume where calendar_month = :month")
                .param("month", month.toString())
                .query(row -> {
                    volumes.put(row.getLong("friend_id"), row.getLong("bytes"));
                });
        return volumes;
    }

    /// Puts each sum in place of what was there.
    void setVolumes(Map<VolumeLedger.Line, Long> sums) {
        sums.forEach((line, bytes) -> setVolume(line.friend(), line.month(), bytes));
    }

    /// Does nothing for a friend who was removed meanwhile.
    private void setVolume(long friend, YearMonth month, long bytes) {
        jdbc.sql("""
                        merge into friend_volume (friend_id, calendar_month, bytes) key (friend_id, calendar_month)
                        select id, :month, :bytes from friend where id = :friend
                        """)
                .param("friend", friend)
                .param("month", month.toString())
                .param("bytes", bytes)
                .update();
    }

    /// Keeps a key that is being taken back.
    void bury(FriendName name, AuthorizedKey key, Instant now) {
        jdbc.sql("""
                        merge into revoked_key (blob, algorithm, fingerprint, friend_name, unit, revoked_at) key (blob)
                        values (:blob, :algorithm, :fingerprint, :name, :unit, :now)
                        """)
                .param("blob", key.publicKey().base64())
                .param("algorithm", key.publicKey().algorithm())
                .param("fingerprint", key.publicKey().fingerprint())
                .param("name", name.value())
                .param("unit", key.unit().number())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Forgets a revoked key, which is a friend's again.
    void unbury(SshPublicKey key) {
        jdbc.sql("delete from revoked_key where blob = :blob")
                .param("blob", key.base64())
                .update();
    }

    /// Forgets the keys that were revoked long ago.
    void forgetBefore(Instant moment) {
        jdbc.sql("delete from revoked_key where revoked_at < :moment")
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<KeyStanding.Revoked> revoked(String base64) {
        return jdbc.sql("select * from revoked_key where blob = :blob")
                .param("blob", base64)
                .query((row, _) -> revoked(row))
                .optional();
    }

    private static KeyStanding.Revoked revoked(ResultSet row) throws SQLException {
        Instant at = instant(row, "revoked_at");
        SshPublicKey key =
                new SshPublicKey(row.getString("algorithm"), row.getString("blob"), row.getString("fingerprint"), "");
        AuthorizedKey held = new AuthorizedKey(NO_ROW, key, new TunnelUnit(row.getInt("unit")), at);
        Friend former = new Friend(
                NO_ROW,
                FriendName.parse(row.getString("friend_name")),
                List.of(held),
                Policy.EMPTY,
                Optional.empty(),
                at);
        return new KeyStanding.Revoked(new Identity(former, held), at);
    }

    private static final long NO_ROW = -1;

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
