package io.genkan.store;

import io.genkan.store.BackupName.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/// Backs up each change before it is acknowledged, and all of the database when it is asked to.
@Component
class ChangeBackups {
    private static final Logger log = LoggerFactory.getLogger(ChangeBackups.class);

    private static final String MARKER_TEXT = """
            This gateway has been in use. While this file is here, a database that is missing or empty is restored from
            the directory backup, and never taken for the first start of a new gateway.
            """;

    private final StoreFiles files;
    private final Backups backups;
    private final DataSource source;
    private final JdbcClient jdbc;
    private final Clock clock;

    ChangeBackups(StoreFiles files, DataSource source, JdbcClient jdbc, Clock clock) {
        this.files = files;
        this.backups = new Backups(files);
        this.source = source;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// A change that is not acknowledged yet.
    final class Pending implements AutoCloseable {
        private Backups.@Nullable Prepared prepared;

        private Pending() {}

        /// Counts the change and writes the backup, in the change's own transaction.
        void write() {
            jdbc.sql("update last_change set number = number + 1 where id = 1").update();
            prepared = prepare(Kind.CHANGE);
        }

        /// The change is committed, and is acknowledged when this returns.
        void settle() {
            Backups.Prepared written = prepared;
            if (written != null) {
                prepared = null;
                ChangeBackups.this.settle(written);
            }
        }

        @Override
        public void close() {
            if (prepared != null) {
                try {
                    prepared.discard();
                } catch (IOException e) {
                    log.warn("a backup that is of no use stays: {}", e.getMessage());
                }
            }
        }
    }

    /// Whether the disk has room for a change.
    boolean hasRoom() {
        return files.hasRoom();
    }

    /// @throws NotDurableException if the disk has no room for a change
    void checkRoom() {
        if (!hasRoom()) {
            throw NotDurableException.noRoom(files.data());
        }
    }

    Pending begin() {
        return new Pending();
    }

    /// Has a backup of what the database was opened with, if there is none: a process that was killed may have
    /// committed a change without naming its backup.
    void catchUp() throws IOException {
        long number = number();
        if (number > 0 && (number > backups.latestNumber() || !Files.exists(files.marker()))) {
            settle(prepare(Kind.CHANGE));
        }
    }

    /// Makes a backup of all there is.
    Path makeWhole() {
        Backups.Prepared prepared = prepare(Kind.WHOLE);
        settle(prepared);
        return prepared.file();
    }

    private long number() {
        return jdbc.sql("select number from last_change where id = 1")
                .query(Long.class)
                .single();
    }

    private Backups.Prepared prepare(Kind kind) {
        Connection connection = DataSourceUtils.getConnection(source);
        try {
            return backups.prepare(connection, number(), kind, clock.instant());
        } catch (IOException | SQLException e) {
            throw NotDurableException.notMade(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }

    private void settle(Backups.Prepared prepared) {
        try {
            prepared.settle();
            if (!Files.exists(files.marker())) {
                DurableFile.write(files.marker(), out -> out.write(MARKER_TEXT.getBytes(StandardCharsets.UTF_8)));
            }
            backups.prune();
        } catch (IOException e) {
            throw NotDurableException.uncertain(e);
        }
    }
}
