package io.genkan.router;

import io.genkan.linux.ProcFs;
import io.genkan.net.InterfaceName;
import io.genkan.store.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The file that says what there is to undo, or that the owner has confirmed the bridge: on the disk before the first
/// step is taken, and as a whole.
///
/// A text file: the phase, a line that names boot and network namespace, the interface, then lines for `ip -batch`.
final class BridgeRecord {
    private static final int HEAD = 3;

    private final ProcFs procFs;
    private final Path file;

    /// @param file its directory exists
    BridgeRecord(ProcFs procFs, Path file) {
        this.procFs = procFs;
        this.file = file;
    }

    /// How far a bridge is.
    enum Phase {
        /// It is made, or half made, and nobody has confirmed it.
        ON_TRIAL,
        /// The owner has confirmed it, and it is half made again.
        MADE_AGAIN,
        /// The owner has confirmed it, and nothing is to be undone.
        CONFIRMED
    }

    /// What it says.
    ///
    /// @param present whether that was in this boot and network namespace; else the kernel holds nothing of it
    record Entry(Phase phase, boolean present, BridgeUndo undo) {}

    /// @throws IOException if it cannot be read, or is not what was written
    Optional<Entry> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        try {
            List<String> steps = lines.subList(HEAD, lines.size());
            return Optional.of(new Entry(
                    Phase.valueOf(lines.getFirst()),
                    lines.get(1).equals(procFs.identity()),
                    new BridgeUndo(
                            InterfaceName.parse(lines.get(2)),
                            beginningWith(BridgeUndo.ADDRESS, steps),
                            beginningWith(BridgeUndo.ROUTE, steps))));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException(file + " is not what was written there: " + e.getMessage(), e);
        }
    }

    private static List<String> beginningWith(String word, List<String> steps) {
        return steps.stream().filter(step -> step.startsWith(word)).toList();
    }

    /// It is on the disk when this returns.
    void write(Phase phase, BridgeUndo undo) throws IOException {
        String text = Stream.concat(
                        Stream.of(phase.name(), procFs.identity(), undo.device().value()),
                        Stream.concat(undo.addresses().stream(), undo.routes().stream()))
                .collect(Collectors.joining("\n", "", "\n"));
        DurableFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
