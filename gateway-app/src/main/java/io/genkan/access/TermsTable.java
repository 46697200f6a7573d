package io.genkan.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The terms of friends in the database.
final class TermsTable {
    private final JdbcClient jdbc;

    TermsTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(long friend, Terms terms) {
        jdbc.sql("""
                        insert into friend_terms (friend_id, until_at, rate, monthly_volume, disabled, discovery, notes)
                        values (:friend, :until, :rate, :volume, :disabled, :discovery, :notes)
                        """)
                .param("friend", friend)
                .param(
                        "until",
                        terms.until().map(u -> u.atOffset(ZoneOffset.UTC)).orElse(null))
                .param("rate", terms.rate().map(BitRate::bitsPerSecond).orElse(null))
                .param("volume", terms.monthlyVolume().map(DataVolume::bytes).orElse(null))
                .param("disabled", terms.disabled())
                .param("discovery", terms.discovery().toString())
                .param("notes", terms.notes())
                .update();
        int position = 0;
        for (WeeklyWindow window : terms.windows()) {
            jdbc.sql("insert into friend_window (friend_id, position, hours) values (:friend, :position, :hours)")
                    .param("friend", friend)
                    .param("position", position++)
                    .param("hours", window.toString())
                    .update();
        }
    }

    Terms of(long friend) {
        List<WeeklyWindow> windows = jdbc.sql(
                        "select hours from friend_window where friend_id = :friend order by position")
                .param("friend", friend)
                .query((row, _) -> WeeklyWindow.parse(row.getString("hours")))
                .list();
        return jdbc.sql("select * from friend_terms where friend_id = :friend")
                .param("friend", friend)
                .query((row, _) -> terms(row, windows))
                .optional()
                .orElse(Terms.NONE);
    }

    private static Terms terms(ResultSet row, List<WeeklyWindow> windows) throws SQLException {
        return new Terms(
                Optional.ofNullable(row.getObject("until_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                windows,
                Optional.ofNullable(row.getObject("rate", Long.class)).map(BitRate::new),
                Optional.ofNullable(row.getObject("monthly_volume", Long.class)).map(DataVolume::new),
                row.getBoolean("disabled"),
                Discovery.parse(row.getString("discovery")),
                row.getString("notes"));
    }
}
