package io.genkan.store;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// The gateway's database in a directory, with the real URL and the real schema, without the rest of the gateway.
///
/// @param source its connections
public record DatabaseFile(DataSource source) implements AutoCloseable {
    /// Opens the file of a data directory, or makes it.
    public static DatabaseFile open(Path data) {
        DatabaseFile opened = openAsItIs(data);
        Flyway.configure()
                .dataSource(opened.source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return opened;
    }

    /// Opens the file of a data directory without bringing its schema up to date.
    public static DatabaseFile openAsItIs(Path data) {
        return new DatabaseFile(new StoreConfiguration().dataSource(data));
    }

    /// Its SQL.
    public JdbcClient jdbc() {
        return JdbcClient.create(source);
    }

    /// Its durable commit.
    public DurableCommit durable() {
        return new DurableCommit(new JdbcTransactionManager(source), jdbc());
    }

    /// Closes the connections and with them the file.
    @Override
    public void close() {
        ((com.zaxxer.hikari.HikariDataSource) source).close();
    }
}
