package io.genkan.store;

import com.zaxxer.hikari.HikariDataSource;
import io.genkan.settings.CannotStartException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The database file in the data directory.
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
    /// A household's web pages and logins never need more at once.
    private static final int CONNECTIONS = 4;

    /// H2's error code for a file that another process has open.
    private static final int DATABASE_ALREADY_OPEN = 90_020;

    /// `WRITE_DELAY=0` writes at each commit; `DB_CLOSE_ON_EXIT=FALSE` leaves closing to Spring, which does it after
    /// the last user of the database has stopped.
    @Bean
    DataSource dataSource(@Value("${genkan.data}") Path data) {
        Path file = data.toAbsolutePath().resolve("db/genkan");
        String url = "jdbc:h2:file:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        tryOnce(url, data);
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername("genkan");
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        pool.setPoolName("genkan");
        return pool;
    }

    /// Says what is the matter before the pool and the schema's migration wrap it in their own words.
    private static void tryOnce(String url, Path data) {
        try {
            DriverManager.getConnection(url, "genkan", "").close();
        } catch (SQLException e) {
            if (e.getErrorCode() == DATABASE_ALREADY_OPEN) {
                throw new CannotStartException(
                        "Another gateway is using the data directory " + data + ".",
                        "Stop it first, or start this one with another directory (--data).",
                        e);
            }
            throw new CannotStartException(
                    "The database in " + data.resolve("db") + " cannot be opened (" + e.getMessage() + ").",
                    "It is left as it is. Put it back from a backup, or mend its permissions.",
                    e);
        }
    }
}
