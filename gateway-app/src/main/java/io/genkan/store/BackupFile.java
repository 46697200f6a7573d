package io.genkan.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// A backup that is being read. Whatever is wrong with the file is an {@link IOException}.
final class BackupFile implements AutoCloseable {
    private static final int LONGEST_MANIFEST = 1024 * 1024;
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<@Nullable String>> STRINGS = new TypeReference<>() {};

    private final Path path;
    private final ZipFile zip;
    private final BackupManifest manifest;

    private BackupFile(Path path, ZipFile zip) throws IOException {
        this.path = path;
        this.zip = zip;
        this.manifest = readManifest();
    }

    /// Gets the rows of a table, in turn.
    interface Rows {
        /// Takes one row.
        ///
        /// @param values in the order of the columns
        void take(List<String> columns, List<@Nullable String> values) throws IOException;
    }

    static BackupFile open(Path path) throws IOException {
        ZipFile zip = new ZipFile(path.toFile());
        try {
            return new BackupFile(path, zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    BackupManifest manifest() {
        return manifest;
    }

    Path path() {
        return path;
    }

    /// Reads all of it, which finds every changed bit and every missing row.
    void verify() throws IOException {
        for (Map.Entry<String, Long> table : manifest.tables().entrySet()) {
            long[] count = {0};
            read(table.getKey(), (_, _) -> count[0]++);
            if (count[0] != table.getValue()) {
                throw damaged("rows of " + table.getKey() + " are missing", null);
            }
        }
        for (String file : files()) {
            contentOf(file);
        }
    }

    /// Reads the rows of a table.
    void read(String table, Rows taker) throws IOException {
        try (InputStream in = open(entry(BackupManifest.TABLES + table));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String first = lines.readLine();
            List<String> columns = first == null ? List.of() : names(JSON.readValue(first, STRINGS), table);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<@Nullable String> values = JSON.readValue(line, STRINGS);
                if (values == null || values.size() != columns.size()) {
                    throw damaged("a row of " + table + " has too few values or too many", null);
                }
                taker.take(columns, values);
            }
        } catch (JacksonException e) {
            throw damaged("the rows of " + table + " cannot be read", e);
        }
    }

    private List<String> names(@Nullable List<@Nullable String> read, String table) throws IOException {
        if (read == null || read.contains(null)) {
            throw damaged("the columns of " + table + " cannot be read", null);
        }
        return read.stream().map(String::valueOf).toList();
    }

    /// The files of the data directory that are in it, by their names there.
    List<String> files() {
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(BackupManifest.FILES))
                .map(name -> name.substring(BackupManifest.FILES.length()))
                .toList();
    }

    byte[] contentOf(String file) throws IOException {
        try (InputStream in = open(entry(BackupManifest.FILES + file))) {
            return in.readAllBytes();
        }
    }

    private BackupManifest readManifest() throws IOException {
        try (InputStream in = open(entry(BackupManifest.ENTRY))) {
            BackupManifest read = JSON.readValue(in.readNBytes(LONGEST_MANIFEST), BackupManifest.class);
            if (read == null || !read.isWhole()) {
                throw damaged("it does not say what is in it", null);
            }
            if (read.format() != BackupManifest.FORMAT) {
                throw new IOException(path + " was made by a newer Genkan");
            }
            return read;
        } catch (JacksonException e) {
            throw damaged("it does not say what is in it", e);
        }
    }

    private ZipEntry entry(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw damaged(name + " is not in it", null);
        }
        return entry;
    }

    private InputStream open(ZipEntry entry) throws IOException {
        return zip.getInputStream(entry);
    }

    private IOException damaged(String how, @Nullable Exception cause) {
        return new IOException(path + " is no whole backup: " + how, cause);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
