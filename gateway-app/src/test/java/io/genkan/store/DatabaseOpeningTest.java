package io.genkan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genkan.settings.CannotStartException;
import io.genkan.store.BackupName.Kind;
import io.genkan.store.StoreReport.Restored;
import io.genkan.store.StoreReport.Why;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A gateway that has been in use is never started empty: what is wrong with its database is made on real files.
class DatabaseOpeningTest {
    @TempDir
    private Path data;

    private StoreFiles files;

    @BeforeEach
    void useTheGateway() {
        files = new StoreFiles(data);
        try (DatabaseFile first = DatabaseFile.open(data)) {
            assertThat(first.report().restored()).as("a first boot").isEmpty();
            addFriends(first, "taro", "hanako");
        }
    }

    @Test
    void findsNothingToDoWhereAllIsWell() {
        try (DatabaseFile again = DatabaseFile.open(data)) {
            assertThat(again.report().restored()).isEmpty();
            assertThat(friends(again)).containsExactly("hanako", "taro");
        }
    }

    @Test
    void takesAnEmptyDirectoryForAFirstBootWhereNothingSaysOtherwise() throws IOException {
        Path elsewhere = data.resolve("elsewhere");
        try (DatabaseFile opened = DatabaseFile.open(elsewhere)) {
            assertThat(opened.report().restored()).isEmpty();
        }
        // Nobody has been added: it may be lost.
        assertThat(elsewhere.resolve("in-use")).doesNotExist();
        Files.delete(new StoreFiles(elsewhere).database());
        try (DatabaseFile opened = DatabaseFile.open(elsewhere)) {
            assertThat(opened.report().restored()).isEmpty();
        }
    }

    @Test
    void restoresAMissingDatabase() throws IOException {
        Files.delete(files.database());
        try (DatabaseFile restored = DatabaseFile.open(data)) {
            assertThat(report(restored).why()).isEqualTo(Why.MISSING);
            assertThat(report(restored).doorClosed()).isFalse();
            assertThat(friends(restored)).containsExactly("hanako", "taro");
            addFriends(restored, "jiro");
        }
        try (DatabaseFile again = DatabaseFile.open(data)) {
            assertThat(again.report().restored()).isEmpty();
            assertThat(friends(again)).containsExactly("hanako", "jiro", "taro");
        }
    }

    @Test
    void restoresWithoutTheMarkerToo() throws IOException {
        Files.delete(files.database());
        Files.delete(files.marker());
        try (DatabaseFile restored = DatabaseFile.open(data)) {
            assertThat(friends(restored)).containsExactly("hanako", "taro");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 8192, 12_288, 20_000})
    void restoresATruncatedDatabase(int length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(files.database().toFile(), "rw")) {
            assertThat(file.length()).isGreaterThan(length);
            file.setLength(length);
        }
        try (DatabaseFile restored = DatabaseFile.open(data)) {
            assertThat(report(restored).backup()).endsWith("-change.zip");
            assertThat(friends(restored)).containsExactly("hanako", "taro");
        }
    }

    @Test
    void restoresAGarbledDatabaseAndKeepsIt() throws IOException {
        byte[] garbage = new byte[50_000];
        new Random(1).nextBytes(garbage);
        Files.write(files.database(), garbage);
        try (DatabaseFile restored = DatabaseFile.open(data)) {
            assertThat(report(restored).why()).isEqualTo(Why.DAMAGED);
            assertThat(Path.of(report(restored).kept().getFirst())).hasBinaryContent(garbage);
            assertThat(friends(restored)).containsExactly("hanako", "taro");
        }
    }

    /// As H2 has been seen to open one after a power cut.
    @Test
    void restoresADatabaseThatOpensEmpty() throws IOException {
        Files.delete(files.database());
        try (var empty = DriverManager.getConnection(DatabaseMaker.url(files.databaseName()), "genkan", "")) {
            assertThat(empty.isValid(1)).isTrue();
        } catch (SQLException e) {
            throw new IOException(e);
        }
        try (DatabaseFile restored = DatabaseFile.open(data)) {
            assertThat(report(restored).why()).isEqualTo(Why.TOO_OLD);
            assertThat(friends(restored)).containsExactly("hanako", "taro");
        }
    }

    /// An older state of the file, in which a friend is that was removed since.
    @Test
    void bringsNobodyBackWithAnOlderDatabase() throws IOException {
        Path older = data.resolve("older");
        Files.copy(files.database(), older);
        try (DatabaseFile open = DatabaseFile.open(data)) {
            remove(open, "taro");
        }
        Files.copy(older, files.database(), StandardCopyOption.REPLACE_EXISTING);
        try (DatabaseFile restored = DatabaseFile.open(data)) {
            assertThat(report(restored).why()).isEqualTo(Why.TOO_OLD);
            assertThat(friends(restored)).containsExactly("hanako");
        }
    }

    @Test
    void closesTheDoorWhereTheNewestBackupIsDamaged() throws IOException {
        try (DatabaseFile open = DatabaseFile.open(data)) {
            remove(open, "taro");
        }
        Files.write(newestBackup(), new byte[100]);
        Files.delete(files.database());
        try (DatabaseFile restored = DatabaseFile.open(data)) {
            assertThat(report(restored).doorClosed()).isTrue();
            assertThat(friends(restored)).as("the state before").containsExactly("hanako", "taro");
            assertThat(restored.jdbc()
                            .sql("select is_open from door")
                            .query(Boolean.class)
                            .single())
                    .isFalse();
        }
        try (DatabaseFile again = DatabaseFile.open(data)) {
            assertThat(again.report().restored()).isEmpty();
        }
    }

    @Test
    void stopsWithInstructionsWhereThereIsNoGoodBackup() throws IOException {
        byte[] garbage = "no database".getBytes(StandardCharsets.UTF_8);
        Files.write(files.database(), garbage);
        for (Path backup : new Backups(files).newestFirst()) {
            Files.write(backup, new byte[100]);
        }
        assertThatThrownBy(() -> DatabaseFile.open(data))
                .isInstanceOfSatisfying(
                        CannotStartException.class,
                        e -> assertThat(e.whatToDo()).contains("genkan restore FILE"))
                .hasMessageContaining("There is no good backup");
        assertThat(files.database()).hasBinaryContent(garbage);
        Files.delete(files.database());
        assertThatThrownBy(() -> DatabaseFile.open(data)).hasMessageContaining("is missing");
        assertThat(files.database()).doesNotExist();
    }

    @Test
    void stopsAtTablesOfALaterVersion() {
        try (DatabaseFile open = DatabaseFile.open(data)) {
            open.jdbc().sql("""
                            insert into "flyway_schema_history" select 900, '900', 'later', 'SQL', 'V900__later.sql', 1,
                            "installed_by", "installed_on", 1, true from "flyway_schema_history" fetch first row only
                            """).update();
        }
        assertThatThrownBy(() -> DatabaseFile.open(data))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("newer version of Genkan");
    }

    @Test
    void catchesUpWithAChangeWhoseBackupGotNoName() throws IOException {
        Files.delete(newestBackup());
        try (DatabaseFile open = DatabaseFile.open(data)) {
            open.backups().catchUp();
        }
        Files.delete(files.database());
        try (DatabaseFile restored = DatabaseFile.open(data)) {
            assertThat(friends(restored)).containsExactly("hanako", "taro");
            assertThat(report(restored).doorClosed()).isFalse();
        }
    }

    @Test
    void takesTheAuditLogFromTheNewestWholeBackup() throws IOException {
        try (DatabaseFile open = DatabaseFile.open(data)) {
            open.jdbc().sql("""
                            insert into audit_entry (at, last_at, event, actor, origin, subject, detail, reason, times)
                            values (current_timestamp, current_timestamp, 'x', '', '', '', '門', '', 1)
                            """).update();
            assertThat(open.backups().makeWhole()).isRegularFile();
            addFriends(open, "jiro");
        }
        Files.delete(files.database());
        try (DatabaseFile restored = DatabaseFile.open(data)) {
            assertThat(friends(restored)).containsExactly("hanako", "jiro", "taro");
            assertThat(restored.jdbc()
                            .sql("select detail from audit_entry")
                            .query((row, _) -> row.getString("detail"))
                            .list())
                    .contains("門");
        }
    }

    @Test
    void keepsAFewGenerationsThatNobodyElseMayRead() throws IOException {
        try (DatabaseFile open = DatabaseFile.open(data)) {
            for (int i = 0; i < 10; i++) {
                addFriends(open, "f" + i);
            }
            for (int i = 0; i < 9; i++) {
                addFriends(open, "g" + i);
                open.backups().makeWhole();
            }
        }
        List<Path> all = new Backups(files).newestFirst();
        assertThat(all).filteredOn(file -> Backups.kindOf(file) == Kind.CHANGE).hasSize(Backups.KEPT_CHANGES);
        assertThat(all).filteredOn(file -> Backups.kindOf(file) == Kind.WHOLE).hasSize(Backups.KEPT_WHOLE);
        for (Path file : all) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        try (var left = Files.list(files.backups())) {
            assertThat(left).hasSize(all.size());
        }
    }

    @Test
    void keepsTheFilesOfTheDataDirectory() throws IOException {
        Files.createDirectories(data.resolve("keys"));
        Files.writeString(data.resolve("keys/host"), "secret");
        try (DatabaseFile open = DatabaseFile.open(data)) {
            addFriends(open, "jiro");
        }
        try (BackupFile backup = BackupFile.open(newestBackup())) {
            assertThat(backup.files()).containsExactly("keys/host");
            assertThat(backup.contentOf("keys/host")).asString().isEqualTo("secret");
        }
    }

    private Path newestBackup() throws IOException {
        return new Backups(files).newestFirst().getFirst();
    }

    private static Restored report(DatabaseFile database) {
        return database.report().restored().orElseThrow();
    }

    private static List<String> friends(DatabaseFile database) {
        return database.jdbc()
                .sql("select name from friend order by name")
                .query((row, _) -> row.getString("name"))
                .list();
    }

    private static void addFriends(DatabaseFile database, String... names) {
        for (String name : names) {
            database.durable()
                    .run(() -> database.jdbc()
                            .sql("insert into friend (name, added_at) values (:name, :now)")
                            .param("name", name)
                            .param("now", Instant.now().atOffset(ZoneOffset.UTC))
                            .update());
        }
    }

    private static void remove(DatabaseFile database, String name) {
        database.durable()
                .run(() -> database.jdbc()
                        .sql("delete from friend where name = :name")
                        .param("name", name)
                        .update());
    }
}
