package io.genkan.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// The gateway's database in a directory, with the real URL and the real schema, without the rest of the gateway.
///
/// @param pool the real connections
/// @param source the same, which a test can make stumble
public record DatabaseFile(HikariDataSource pool, Stumbles source) implements AutoCloseable {
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
        HikariDataSource pool = (HikariDataSource) new StoreConfiguration().dataSource(data);
        return new DatabaseFile(pool, new Stumbles(pool));
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
        pool.close();
    }
}
