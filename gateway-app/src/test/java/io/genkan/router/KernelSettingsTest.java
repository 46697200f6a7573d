package io.genkan.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genkan.linux.ProcFs;
import io.genkan.linux.ProcFs.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each `new KernelSettings` stands for a new process: the one before was killed.
class KernelSettingsTest {
    private static final Setting ETH0 = Setting.ipv4Forwarding(Houses.ETH0);
    private static final Setting DOTTED = new Setting("ipv4/conf/eth0.100/forwarding");

    @TempDir
    private Path proc;

    @TempDir
    private Path run;

    @BeforeEach
    void boot() throws IOException {
        Files.createDirectories(proc.resolve("sys/kernel/random"));
        Files.createDirectories(proc.resolve("self/ns"));
        Files.writeString(proc.resolve("sys/kernel/random/boot_id"), "11111111-2222-3333-4444-555555555555\n");
        Files.createSymbolicLink(proc.resolve("self/ns/net"), Path.of("net:[4026531840]"));
        for (Setting setting : new Setting[] {ETH0, DOTTED}) {
            Files.createDirectories(file(setting).getParent());
            set(setting, "0");
        }
    }

    @Test
    void givesBackWhatWasThereBefore() throws IOException {
        settings().change(ETH0, "1");
        assertThat(value(ETH0)).isEqualTo("1");
        settings().restore(ETH0);
        assertThat(value(ETH0)).isEqualTo("0");
        assertThat(record()).doesNotExist();
    }

    @Test
    void givesEverythingBackAfterACrash() throws IOException {
        settings().change(ETH0, "1");
        settings().change(DOTTED, "1");
        settings().restoreAll();
        assertThat(value(ETH0)).isEqualTo("0");
        assertThat(value(DOTTED)).isEqualTo("0");
        assertThat(record()).doesNotExist();
    }

    @Test
    void leavesNoRecordThatWasNotFinished() throws IOException {
        Path unfinished = Files.writeString(record().resolveSibling(record().getFileName() + ".new"), "half a rec");
        settings().restoreAll();
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void givesBackOneAndKeepsTheOther() throws IOException {
        settings().change(ETH0, "1");
        settings().change(DOTTED, "1");
        settings().restore(ETH0);
        assertThat(value(DOTTED)).isEqualTo("1");
        settings().restoreAll();
        assertThat(value(DOTTED)).isEqualTo("0");
    }

    @Test
    void leavesAloneWhatHadTheValueAlready() throws IOException {
        set(ETH0, "1");
        settings().change(ETH0, "1");
        assertThat(record()).doesNotExist();
        settings().restoreAll();
        assertThat(value(ETH0)).isEqualTo("1");
    }

    @Test
    void leavesAloneWhatSomebodyElseHasChangedSince() throws IOException {
        settings().change(ETH0, "1");
        set(ETH0, "2");
        settings().restoreAll();
        assertThat(value(ETH0)).isEqualTo("2");
    }

    @Test
    void remembersTheFirstValueOverSeveralChanges() throws IOException {
        settings().change(ETH0, "1");
        settings().change(ETH0, "2");
        assertThat(settings().earlierValue(ETH0)).contains("0");
        settings().restore(ETH0);
        assertThat(value(ETH0)).isEqualTo("0");
    }

    @Test
    void knowsThePresentValueOfWhatWasNotChanged() throws IOException {
        assertThat(settings().earlierValue(ETH0)).contains("0");
        assertThat(settings().earlierValue(new Setting("ipv4/conf/gone/forwarding")))
                .isEmpty();
    }

    @Test
    void ignoresTheRecordOfAnotherBoot() throws IOException {
        settings().change(ETH0, "1");
        Files.writeString(proc.resolve("sys/kernel/random/boot_id"), "66666666-7777-8888-9999-000000000000\n");
        settings().restoreAll();
        assertThat(value(ETH0)).isEqualTo("1");
        assertThat(record()).doesNotExist();
    }

    @Test
    void ignoresTheRecordOfAnotherNamespace() throws IOException {
        settings().change(ETH0, "1");
        Files.delete(proc.resolve("self/ns/net"));
        Files.createSymbolicLink(proc.resolve("self/ns/net"), Path.of("net:[4026532000]"));
        settings().restoreAll();
        assertThat(value(ETH0)).isEqualTo("1");
    }

    @Test
    void leavesOutAnInterfaceThatIsGone() throws IOException {
        settings().change(ETH0, "1");
        settings().change(DOTTED, "1");
        Files.delete(file(ETH0));
        settings().restoreAll();
        assertThat(file(ETH0)).doesNotExist();
        assertThat(value(DOTTED)).isEqualTo("0");
    }

    @Test
    void saysWhichSettingTheKernelDoesNotHave() {
        assertThatThrownBy(() -> settings().change(new Setting("ipv4/conf/gone/forwarding"), "1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ipv4/conf/gone/forwarding");
        assertThat(record()).doesNotExist();
    }

    /// A power cut can leave any beginning of the file, or bytes that were never written.
    @Test
    void survivesATornRecord() throws IOException {
        settings().change(ETH0, "1");
        byte[] whole = Files.readAllBytes(record());
        for (int length = 0; length <= whole.length; length++) {
            set(ETH0, "1");
            Files.write(record(), java.util.Arrays.copyOf(whole, length));
            settings().restoreAll();
            assertThat(value(ETH0)).as("after %d bytes", length).isIn("0", "1");
            assertThat(record()).doesNotExist();
        }
        assertThat(value(ETH0)).isEqualTo("0");
    }

    @Test
    void survivesARecordOfGarbage() throws IOException {
        for (byte[] garbage : new byte[][] {
            new byte[300], {(byte) 0xff, (byte) 0xfe, '\n', (byte) 0xc3}, "\n\n\n".getBytes(StandardCharsets.UTF_8)
        }) {
            Files.write(record(), garbage);
            settings().change(ETH0, "1");
            settings().restoreAll();
            assertThat(value(ETH0)).isEqualTo("0");
        }
    }

    @Test
    void changesNothingThatItCannotRecord() throws IOException {
        Files.createDirectory(run.resolve("kernel-settings.new"));
        assertThatThrownBy(() -> settings().change(ETH0, "1")).isInstanceOf(IOException.class);
        assertThat(value(ETH0))
                .as("unchanged, since the record could not be written")
                .isEqualTo("0");
    }

    private KernelSettings settings() {
        return new KernelSettings(new ProcFs(proc), record());
    }

    private Path record() {
        return run.resolve("kernel-settings");
    }

    private Path file(Setting setting) {
        return proc.resolve("sys/net").resolve(setting.path());
    }

    private void set(Setting setting, String value) throws IOException {
        Files.writeString(file(setting), value + "\n");
    }

    private String value(Setting setting) throws IOException {
        return Files.readString(file(setting)).strip();
    }
}
