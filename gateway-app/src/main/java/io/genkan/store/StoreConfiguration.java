package io.genkan.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The database file in the data directory.
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
    /// A household's web pages and logins never need more at once.
    private static final int CONNECTIONS = 4;

    /// `WRITE_DELAY=0` writes at each commit; `DB_CLOSE_ON_EXIT=FALSE` leaves closing to Spring, which does it after
    /// the
    /// last user of the database has stopped.
    @Bean
    DataSource dataSource(@Value("${genkan.data}") Path data) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(
                "jdbc:h2:file:" + data.toAbsolutePath().resolve("db/genkan") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
        pool.setUsername("genkan");
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        pool.setPoolName("genkan");
        return pool;
    }
}
