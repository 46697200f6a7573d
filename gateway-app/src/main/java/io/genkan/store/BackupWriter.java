package io.genkan.store;

import io.genkan.store.BackupName.Kind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Writes a backup: a ZIP file with the rows of each table as lines of JSON, and the small files of the data directory
/// (host key, certificates).
///
/// Rows and no SQL, so that reading a backup that somebody made up runs nothing of his, and so that it outlives the
/// database's own format.
final class BackupWriter {
    /// The table that can be long, and that is no part of who may come in.
    static final String AUDIT = "AUDIT_ENTRY";

    private static final Set<String> NOT_KEPT = Set.of("db", "run", "backup", "in-use");
    private static final long LARGEST_FILE = 1024 * 1024;
    private static final int DEPTH = 3;
    private static final JsonMapper JSON = new JsonMapper();

    private final Connection from;
    private final Path data;

    /// @param from the database, within a transaction whose changes are to be in the backup
    BackupWriter(Connection from, Path data) {
        this.from = from;
        this.data = data;
    }

    void write(OutputStream out, long number, Kind kind, Instant now) throws IOException, SQLException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out))) {
            Map<String, Long> rows = new LinkedHashMap<>();
            for (String table : Schema.tables(from)) {
                if (kind == Kind.WHOLE || !table.equals(AUDIT)) {
                    rows.put(table, writeTable(table, zip));
                }
            }
            for (Path file : keptFiles(data)) {
                zip.putNextEntry(new ZipEntry(BackupManifest.FILES + data.relativize(file)));
                Files.copy(file, zip);
                zip.closeEntry();
            }
            BackupManifest manifest =
                    new BackupManifest(BackupManifest.FORMAT, number, now.toString(), Schema.version(from), rows);
            zip.putNextEntry(new ZipEntry(BackupManifest.ENTRY));
            zip.write(JSON.writeValueAsBytes(manifest));
            zip.closeEntry();
        }
    }

    /// @return how many rows it has
    private long writeTable(String table, ZipOutputStream zip) throws IOException, SQLException {
        zip.putNextEntry(new ZipEntry(BackupManifest.TABLES + table));
        List<String> columns = Schema.columns(from, table);
        writeLine(columns, zip);
        long count = 0;
        try (Statement statement = from.createStatement();
                ResultSet rows = statement.executeQuery(Schema.selectAll(table, columns))) {
            while (rows.next()) {
                List<@Nullable String> values = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    values.add(rows.getString(i));
                }
                writeLine(values, zip);
                count++;
            }
        }
        zip.closeEntry();
        return count;
    }

    private static void writeLine(List<? extends @Nullable String> values, ZipOutputStream zip) throws IOException {
        zip.write((JSON.writeValueAsString(values) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// The files of the data directory that a new one would need.
    private static List<Path> keptFiles(Path data) throws IOException {
        try (Stream<Path> all = Files.walk(data, DEPTH)) {
            List<Path> kept = new ArrayList<>();
            for (Path file : all.filter(BackupWriter::isPlain).sorted().toList()) {
                boolean ours =
                        !NOT_KEPT.contains(data.relativize(file).getName(0).toString())
                                && !file.toString().endsWith(DurableFile.UNFINISHED);
                if (ours && Files.size(file) <= LARGEST_FILE) {
                    kept.add(file);
                }
            }
            return kept;
        }
    }

    private static boolean isPlain(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /// Whether a file of a backup may be put into a data directory.
    static boolean mayBeKept(Path relative) {
        Path plain = relative.normalize();
        return !plain.toString().isEmpty()
                && !plain.isAbsolute()
                && plain.equals(relative)
                && !plain.startsWith("..")
                && !NOT_KEPT.contains(plain.getName(0).toString());
    }
}
