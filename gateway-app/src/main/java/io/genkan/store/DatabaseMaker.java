package io.genkan.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/// Makes a database file of a backup.
///
/// First with the tables as they were when the backup was made; what is newer in the schema comes with the next start,
/// as with any other database.
final class DatabaseMaker {
    static final String USER = "genkan";

    private final BackupFile from;
    private final Path name;

    /// @param name the database to make, as H2 names it; a file that is there is replaced
    DatabaseMaker(BackupFile from, Path name) {
        this.from = from;
        this.name = name;
    }

    /// How H2 is told which file to use, and how.
    ///
    /// `WRITE_DELAY=0` writes at each commit; `DB_CLOSE_ON_EXIT=FALSE` leaves closing to Spring, which does it
    /// after the last user of the database has stopped. Failures are in our own log, not in a file beside.
    static String url(Path name) {
        return "jdbc:h2:file:" + name + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
    }

    /// What more is to be in the database.
    interface Addition {
        void addTo(Connection database) throws SQLException;
    }

    /// Makes it; it is on the disk when this returns.
    ///
    /// @param others a backup whose further tables are taken over
    /// @throws IOException if the backup has something in it that the tables do not take; the file is gone then
    void make(@Nullable BackupFile others, Addition addition) throws IOException {
        Files.deleteIfExists(StoreFiles.fileOf(name));
        try {
            makeTables();
            try (Connection database = DriverManager.getConnection(url(name), USER, "")) {
                load(database, others);
                addition.addTo(database);
                execute(database, "CHECKPOINT SYNC");
                execute(database, "SHUTDOWN");
            }
        } catch (SQLException | FlywayException | IOException e) {
            Files.deleteIfExists(StoreFiles.fileOf(name));
            throw new IOException("The backup " + from.path() + " cannot be restored: " + e.getMessage(), e);
        }
        DurableFile.syncDirectoryOf(StoreFiles.fileOf(name));
    }

    private void makeTables() throws IOException {
        String wanted = from.manifest().schema();
        Flyway latest = Flyway.configure()
                .dataSource(url(name), USER, "")
                .locations("classpath:db/migration")
                .load();
        for (var migration : latest.info().all()) {
            if (migration.getVersion() != null
                    && migration.getVersion().toString().equals(wanted)) {
                Flyway.configure()
                        .configuration(latest.getConfiguration())
                        .target(migration.getVersion())
                        .load()
                        .migrate();
                return;
            }
        }
        throw new IOException("it was made by a newer Genkan, with version " + wanted + " of the tables");
    }

    private void load(Connection database, @Nullable BackupFile others) throws IOException, SQLException {
        List<String> tables = Schema.tables(database);
        for (String table : tables) {
            execute(database, "alter table " + Schema.quoted(table) + " set referential_integrity false");
            execute(database, "delete from " + Schema.quoted(table));
        }
        Map<String, BackupFile> sources = sources(others);
        if (!new HashSet<>(tables).containsAll(sources.keySet())) {
            throw new IOException("it has tables that are none of ours: " + sources.keySet());
        }
        database.setAutoCommit(false);
        for (Map.Entry<String, BackupFile> source : sources.entrySet()) {
            loadTable(database, source.getKey(), source.getValue());
        }
        database.commit();
        database.setAutoCommit(true);
        for (String table : tables) {
            execute(database, "alter table " + Schema.quoted(table) + " set referential_integrity true check");
            for (String identity : Schema.identities(database, table)) {
                goOnCounting(database, table, identity);
            }
        }
    }

    private Map<String, BackupFile> sources(@Nullable BackupFile others) {
        Map<String, BackupFile> sources = new HashMap<>();
        if (others != null) {
            others.manifest().tables().keySet().forEach(table -> sources.put(table, others));
        }
        from.manifest().tables().keySet().forEach(table -> sources.put(table, from));
        return sources;
    }

    private static void loadTable(Connection database, String table, BackupFile source)
            throws IOException, SQLException {
        Set<String> known = Set.copyOf(Schema.columns(database, table));
        try (Loader loader = new Loader(database, table, known)) {
            source.read(table, loader);
        }
    }

    /// Inserts rows, by one statement that is prepared with the first.
    private static final class Loader implements BackupFile.Rows, AutoCloseable {
        private final Connection database;
        private final String table;
        private final Set<String> known;
        private @Nullable PreparedStatement insert;

        Loader(Connection database, String table, Set<String> known) {
            this.database = database;
            this.table = table;
            this.known = known;
        }

        @Override
        public void take(List<String> columns, List<@Nullable String> values) throws IOException {
            try {
                PreparedStatement statement = insert;
                if (statement == null) {
                    statement = prepare(columns);
                    insert = statement;
                }
                for (int i = 0; i < values.size(); i++) {
                    statement.setString(i + 1, values.get(i));
                }
                statement.executeUpdate();
            } catch (SQLException e) {
                throw new IOException("a row of " + table + " does not fit: " + e.getMessage(), e);
            }
        }

        private PreparedStatement prepare(List<String> columns) throws IOException, SQLException {
            if (!known.containsAll(columns)) {
                throw new IOException(table + " has columns that are none of ours");
            }
            return database.prepareStatement("insert into " + Schema.quoted(table) + " (" + Schema.quoted(columns)
                    + ") overriding system value values ("
                    + String.join(", ", Collections.nCopies(columns.size(), "?"))
                    + ")");
        }

        @Override
        public void close() throws SQLException {
            if (insert != null) {
                insert.close();
            }
        }
    }

    private static void goOnCounting(Connection database, String table, String identity) throws SQLException {
        long largest = 0;
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(
                        "select max(" + Schema.quoted(identity) + ") from " + Schema.quoted(table))) {
            if (row.next()) {
                largest = row.getLong(1);
            }
        }
        execute(
                database,
                "alter table %s alter column %s restart with %d"
                        .formatted(Schema.quoted(table), Schema.quoted(identity), largest + 1));
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
