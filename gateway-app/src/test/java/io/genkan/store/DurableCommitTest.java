package io.genkan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// On a database that writes behind by a minute, so that only an explicit write can be on the disk. The file is copied
/// as a power cut would leave it.
class DurableCommitTest {
    private static final String WRITES_BEHIND = ";WRITE_DELAY=60000;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE";

    @TempDir
    private Path directory;

    private JdbcClient jdbc;
    private DurableCommit durable;

    @BeforeEach
    void makeTable() throws IOException {
        DataSource source = source(directory.resolve("live"), WRITES_BEHIND);
        jdbc = JdbcClient.create(source);
        StoreFiles files = new StoreFiles(directory.resolve("data"));
        files.prepare();
        durable = new DurableCommit(
                new JdbcTransactionManager(source),
                jdbc,
                new ChangeBackups(files, source, jdbc, Clock.systemUTC()),
                List.of());
        jdbc.sql(
                        "create table \"flyway_schema_history\" (\"installed_rank\" int, \"version\" varchar, \"success\" boolean)")
                .update();
        jdbc.sql("insert into \"flyway_schema_history\" values (1, '7', true)").update();
        jdbc.sql("create table last_change (id int primary key, number bigint)").update();
        jdbc.sql("insert into last_change values (1, 0)").update();
        jdbc.sql("create table entry (text varchar)").update();
        jdbc.sql("CHECKPOINT SYNC").update();
    }

    @Test
    void hasTheChangeOnTheDiskWhenItReturns() throws IOException {
        jdbc.sql("insert into entry values ('written behind')").update();
        assertThat(entriesOnDisk("before")).as("what a commit alone leaves").isZero();

        assertThat(durable.run(
                        () -> jdbc.sql("insert into entry values ('durable')").update()))
                .isEqualTo(1);
        assertThat(entriesOnDisk("after")).isEqualTo(2);
    }

    @Test
    void takesAllOfAChangeBackThatFails() throws IOException {
        assertThatThrownBy(() -> durable.run(() -> {
                    jdbc.sql("insert into entry values ('half')").update();
                    throw new IllegalStateException("the other half fails");
                }))
                .hasMessage("the other half fails");
        durable.run(() -> 0);
        assertThat(entriesOnDisk("after")).isZero();
    }

    private long entriesOnDisk(String copy) throws IOException {
        Files.copy(directory.resolve("live.mv.db"), directory.resolve(copy + ".mv.db"));
        return JdbcClient.create(source(directory.resolve(copy), ""))
                .sql("select count(*) from entry")
                .query(Long.class)
                .single();
    }

    private static DataSource source(Path file, String options) {
        return new DriverManagerDataSource("jdbc:h2:file:" + file + options, "genkan", "");
    }
}
