package io.genkan.store;

import com.zaxxer.hikari.HikariDataSource;
import io.genkan.settings.CannotStartException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The database file in the data directory.
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
    /// A household's web pages and logins never need more at once.
    private static final int CONNECTIONS = 4;

    @Bean
    StoreFiles storeFiles(@Value("${genkan.data}") Path data) {
        return new StoreFiles(data);
    }

    @Bean
    StoreReport storeReport(StoreFiles files, Clock clock) {
        return DatabaseOpening.prepare(files, clock.instant());
    }

    /// @param prepared that the database is the right one
    @Bean
    DataSource dataSource(StoreFiles files, StoreReport prepared) {
        return open(files);
    }

    static HikariDataSource open(StoreFiles files) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(DatabaseMaker.url(files.databaseName()));
        pool.setUsername(DatabaseMaker.USER);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        pool.setPoolName("genkan");
        pool.setExceptionOverride(new ClosedDatabase());
        return pool;
    }

    @Bean
    FlywayMigrationStrategy migration(StoreFiles files) {
        return flyway -> migrate(flyway, files);
    }

    /// Flyway itself would take tables of a later version for its own.
    static void migrate(Flyway flyway, StoreFiles files) {
        boolean newer = Arrays.stream(flyway.info().all())
                .map(MigrationInfo::getState)
                .anyMatch(state -> state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED);
        if (newer) {
            throw new CannotStartException(
                    "The database " + files.database() + " was written by a newer version of Genkan.",
                    "It is left as it is. Install that version again, or restore a backup from before: genkan restore"
                            + " FILE.",
                    null);
        }
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw new CannotStartException(
                    "The tables of " + files.database() + " cannot be brought up to date (" + e.getMessage() + ").",
                    "Restore the newest backup of " + files.backups() + " with: genkan restore FILE.",
                    e);
        }
    }
}
