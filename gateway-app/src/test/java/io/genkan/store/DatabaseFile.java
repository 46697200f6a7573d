package io.genkan.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// The gateway's database in a directory, with the real URL and the real schema, without the rest of the gateway.
///
/// @param data the directory
/// @param report what there was to say when it was opened
/// @param pool the real connections
/// @param source the same, which a test can make stumble
public record DatabaseFile(Path data, StoreReport report, HikariDataSource pool, Stumbles source)
        implements AutoCloseable {
    /// Opens the file of a data directory, or makes it.
    public static DatabaseFile open(Path data) {
        StoreFiles files = new StoreFiles(data);
        DatabaseFile opened = openAsItIs(data);
        StoreConfiguration.migrate(
                Flyway.configure()
                        .dataSource(opened.source)
                        .locations("classpath:db/migration")
                        .load(),
                files);
        return opened;
    }

    /// Opens the file of a data directory without bringing its schema up to date.
    public static DatabaseFile openAsItIs(Path data) {
        StoreFiles files = new StoreFiles(data);
        StoreReport report = DatabaseOpening.prepare(files, Instant.now());
        HikariDataSource pool = StoreConfiguration.open(files);
        return new DatabaseFile(data, report, pool, new Stumbles(pool));
    }

    /// Its SQL.
    public JdbcClient jdbc() {
        return JdbcClient.create(source);
    }

    /// Its durable commit.
    public DurableCommit durable() {
        return durable(List.of());
    }

    /// Its durable commit, with those who record acts.
    public DurableCommit durable(List<ActRecorder> recorders) {
        return new DurableCommit(new JdbcTransactionManager(source), jdbc(), backups(), recorders);
    }

    ChangeBackups backups() {
        return new ChangeBackups(new StoreFiles(data), source, jdbc(), Clock.systemUTC());
    }

    /// Closes the connections and with them the file.
    @Override
    public void close() {
        pool.close();
    }
}
