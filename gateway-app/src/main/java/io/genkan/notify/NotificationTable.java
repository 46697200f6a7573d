package io.genkan.notify;

import io.genkan.access.FriendName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The settings of notifications in the database.
@Repository
class NotificationTable {
    private final JdbcClient jdbc;

    NotificationTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<NotificationSettings> find() {
        return jdbc.sql("select * from notification_setting where id = 1")
                .query((row, _) -> settings(row))
                .optional();
    }

    void store(NotificationSettings settings) {
        jdbc.sql("""
                        merge into notification_setting (id, url, format, token, kinds, hops, language) key (id)
                        values (1, :url, :format, :token, :kinds, :hops, :language)
                        """)
                .param("url", settings.url().uri().toString())
                .param("format", settings.format().toString())
                .param("token", settings.token().map(WebhookToken::secret).orElse(null))
                .param(
                        "kinds",
                        settings.kinds().stream()
                                .map(NotificationKind::toString)
                                .collect(Collectors.joining("\n")))
                .param("hops", settings.hops().stream().map(FriendName::value).collect(Collectors.joining("\n")))
                .param("language", settings.language().getLanguage())
                .update();
    }

    void delete() {
        jdbc.sql("delete from notification_setting").update();
    }

    private static NotificationSettings settings(ResultSet row) throws SQLException {
        return new NotificationSettings(
                WebhookUrl.parse(row.getString("url")),
                WebhookFormat.parse(row.getString("format")),
                Optional.ofNullable(row.getString("token")).map(WebhookToken::new),
                row.getString("kinds").lines().map(NotificationKind::parse).collect(Collectors.toSet()),
                row.getString("hops").lines().map(FriendName::parse).toList(),
                Locale.of(row.getString("language")));
    }
}
