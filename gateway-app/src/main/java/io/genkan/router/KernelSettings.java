package io.genkan.router;

import io.genkan.linux.ProcFs;
import io.genkan.linux.ProcFs.Setting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Changes kernel settings and gives them back, also when the process that changed them was killed: the earlier value
/// is on the disk before the change. Given back only if the value is still ours, and only in the boot and network
/// namespace where it was changed.
///
/// The record is a text file: a line that names boot and namespace, then one line `PATH EARLIER OURS` per setting.
final class KernelSettings {
    private final ProcFs procFs;
    private final Path record;

    /// @param record the file of the record; its directory exists
    KernelSettings(ProcFs procFs, Path record) {
        this.procFs = procFs;
        this.record = record;
    }

    private record Changed(String earlier, String ours) {}

    /// Changes a setting, unless it has that value.
    void change(Setting setting, String value) throws IOException {
        String present = procFs.read(setting).orElseThrow(() -> new IOException("the kernel has no " + setting));
        if (present.equals(value)) {
            return;
        }
        Map<Setting, Changed> all = load();
        Changed before = all.get(setting);
        all.put(setting, new Changed(before == null ? present : before.earlier(), value));
        save(all);
        procFs.write(setting, value);
    }

    /// Gives a setting its earlier value back, if we changed it and nobody else has since.
    void restore(Setting setting) throws IOException {
        Map<Setting, Changed> all = load();
        Changed changed = all.remove(setting);
        if (changed != null) {
            giveBack(setting, changed);
            save(all);
        }
    }

    /// Gives all settings their earlier values back.
    void restoreAll() throws IOException {
        Map<Setting, Changed> all = load();
        for (Map.Entry<Setting, Changed> entry : all.entrySet()) {
            giveBack(entry.getKey(), entry.getValue());
        }
        Files.deleteIfExists(record);
        // Whoever is killed while he writes leaves it.
        Files.deleteIfExists(unfinished());
    }

    private Path unfinished() {
        return record.resolveSibling(record.getFileName() + ".new");
    }

    /// The value that a setting had before we changed it, or has now if we did not.
    Optional<String> earlierValue(Setting setting) throws IOException {
        Changed changed = load().get(setting);
        return changed == null ? procFs.read(setting) : Optional.of(changed.earlier());
    }

    private void giveBack(Setting setting, Changed changed) throws IOException {
        Optional<String> present = procFs.read(setting);
        if (present.isPresent() && present.get().equals(changed.ours())) {
            procFs.write(setting, changed.earlier());
        }
    }

    private Map<Setting, Changed> load() throws IOException {
        Map<Setting, Changed> all = new LinkedHashMap<>();
        if (!Files.exists(record)) {
            return all;
        }
        // Any bytes are text in this charset: a file that a power cut garbled is no reason not to start.
        List<String> lines = Files.readAllLines(record, StandardCharsets.ISO_8859_1);
        if (lines.isEmpty() || !lines.getFirst().equals(procFs.identity())) {
            return all;
        }
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(" ", -1);
            if (parts.length == 3) {
                all.put(new Setting(parts[0]), new Changed(parts[1], parts[2]));
            }
        }
        return all;
    }

    private void save(Map<Setting, Changed> all) throws IOException {
        if (all.isEmpty()) {
            Files.deleteIfExists(record);
            return;
        }
        StringBuilder text = new StringBuilder(procFs.identity()).append('\n');
        all.forEach((setting, changed) -> text.append(setting.path())
                .append(' ')
                .append(changed.earlier())
                .append(' ')
                .append(changed.ours())
                .append('\n'));
        Path temporary = unfinished();
        try (FileChannel file = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
            file.force(true);
        }
        Files.move(temporary, record, StandardCopyOption.ATOMIC_MOVE);
    }
}
