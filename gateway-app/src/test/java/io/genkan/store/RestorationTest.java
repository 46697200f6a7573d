package io.genkan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genkan.access.FriendName;
import io.genkan.access.FriendsOnDisk;
import io.genkan.access.KeyStanding;
import io.genkan.store.Restoration.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestorationTest {
    @TempDir
    private Path directory;

    private Path data;
    private Path backup;

    @BeforeEach
    void backUpAHouseWithTwoFriends() throws IOException {
        data = directory.resolve("data");
        backup = directory.resolve("backup.zip");
        Files.createDirectories(data.resolve("keys"));
        Files.writeString(data.resolve("keys/host"), "the first");
        try (FriendsOnDisk house = FriendsOnDisk.in(data)) {
            house.add("taro", "192.168.100.10:80");
            house.add("hanako");
        }
        try (DatabaseFile open = DatabaseFile.open(data)) {
            Files.copy(open.backups().makeWhole(), backup);
        }
    }

    @Test
    void makesAHouseAnewElsewhere() throws IOException {
        Path fresh = directory.resolve("fresh");
        Outcome outcome = restore(fresh, backup);
        assertThat(outcome.kept()).isEmpty();
        assertThat(fresh.resolve("keys/host")).hasContent("the first");
        try (FriendsOnDisk house = FriendsOnDisk.in(fresh)) {
            assertThat(house.friends().all()).extracting(f -> f.name().value()).containsExactly("hanako", "taro");
            assertThat(house.friends().all().getLast().policy().destinations())
                    .extracting(Object::toString)
                    .containsExactly("192.168.100.10:80/tcp");
            assertThat(house.door().isOpen())
                    .as("nobody knows what was changed since")
                    .isFalse();
            house.add("jiro");
        }
    }

    @Test
    void bringsNoRevokedKeyBack() throws IOException {
        try (FriendsOnDisk house = FriendsOnDisk.in(data)) {
            house.friends().remove(FriendName.parse("taro"));
        }
        Outcome outcome = restore(data, backup);
        String taros = FriendsOnDisk.keyOf("key-of-taro").fingerprint();
        assertThat(outcome.stillRevoked()).containsExactly(taros);
        staysRevoked();
    }

    @Test
    void bringsNoRevokedKeyBackWhereTheDatabaseIsLostToo() throws IOException {
        try (FriendsOnDisk house = FriendsOnDisk.in(data)) {
            house.friends().remove(FriendName.parse("taro"));
        }
        Files.delete(new StoreFiles(data).database());
        restore(data, backup);
        staysRevoked();
    }

    private void staysRevoked() {
        try (FriendsOnDisk house = FriendsOnDisk.in(data)) {
            String taros = FriendsOnDisk.keyOf("key-of-taro").base64();
            assertThat(house.friends().standingOf(taros)).isInstanceOf(KeyStanding.Revoked.class);
            assertThat(house.friends().named(FriendName.parse("hanako"))).isPresent();
        }
        // And after the next start, which must not take the newest backup for newer than what was restored.
        try (DatabaseFile again = DatabaseFile.open(data)) {
            assertThat(again.report().restored()).isEmpty();
        }
    }

    @Test
    void keepsWhatWasThere() throws IOException {
        Files.writeString(data.resolve("keys/host"), "another");
        Outcome outcome = restore(data, backup);
        assertThat(outcome.kept()).get().satisfies(kept -> assertThat(kept).isRegularFile());
        assertThat(data.resolve("keys/host")).hasContent("the first");
        try (var all = Files.walk(data.resolve("backup"))) {
            assertThat(all.filter(f -> f.endsWith("keys/host")).findFirst())
                    .get()
                    .satisfies(f -> assertThat(f).hasContent("another"));
        }
    }

    @Test
    void refusesADamagedBackupAndChangesNothing() throws IOException {
        byte[] bytes = Files.readAllBytes(backup);
        for (int cut : new int[] {0, 100, bytes.length / 2, bytes.length - 1}) {
            Files.write(backup, Arrays.copyOf(bytes, cut));
            assertThatThrownBy(() -> restore(data, backup)).isInstanceOf(IOException.class);
        }
        for (int i = 60; i < bytes.length; i += 997) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= 0x55;
            Files.write(backup, flipped);
            try {
                restore(directory.resolve("flipped-" + i), backup);
            } catch (IOException e) {
                assertThat(e).hasMessageNotContaining("NullPointer");
            }
        }
        try (FriendsOnDisk house = FriendsOnDisk.in(data)) {
            assertThat(house.friends().all()).hasSize(2);
        }
    }

    /// A backup is data: what somebody has written into it is never run, nor put outside of the directory.
    @Test
    void runsNothingOfABackup() throws IOException {
        for (String name : new String[] {
            "files/../../evil", "files/db/genkan.mv.db", "tables/X\" as select 1; --", "files//tmp/genkan-evil"
        }) {
            Path made = directory.resolve("made-up.zip");
            String extra = name.startsWith("tables/") ? name.substring("tables/".length()) : "";
            copyWith(backup, made, name, extra);
            assertThatThrownBy(() -> restore(directory.resolve("victim/data"), made))
                    .as(name)
                    .isInstanceOf(IOException.class);
        }
        assertThat(directory.resolve("victim/evil")).doesNotExist();
        assertThat(directory.resolve("evil")).doesNotExist();
    }

    private static Outcome restore(Path data, Path backup) throws IOException {
        return Restoration.restore(data, backup, FriendsOnDisk.NOW);
    }

    private static void copyWith(Path from, Path to, String more, String table) throws IOException {
        try (ZipFile zip = new ZipFile(from.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (ZipEntry entry : zip.stream().toList()) {
                String text = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                if (entry.getName().equals(BackupManifest.ENTRY) && !table.isEmpty()) {
                    text = text.replace("\"tables\":{", "\"tables\":{\"" + table.replace("\"", "\\\"") + "\":0,");
                }
                write(out, entry.getName(), text);
            }
            write(out, more, "[\"A\"]\n");
        }
    }

    private static void write(ZipOutputStream out, String name, String text) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }
}
