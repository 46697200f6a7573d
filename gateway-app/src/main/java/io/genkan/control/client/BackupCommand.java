package io.genkan.control.client;

import io.genkan.control.ControlRequest;
import io.genkan.store.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `genkan backup`
@Command(
        name = "backup",
        description = "Back up everything: friends, keys, settings, the audit log, the gateway's host key and"
                + " certificates. The file is secret.")
final class BackupCommand implements Callable<Integer> {
    @Mixin
    private CommandLineOptions options = new CommandLineOptions();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            description = "Copy the backup there too; it must not exist yet.")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        Path wanted = file;
        if (wanted != null && Files.exists(wanted)) {
            throw new IOException(wanted + " is there already; nothing was done.");
        }
        JsonNode answer = options.ask(new ControlRequest("backup", Map.of()));
        Path made = Path.of(answer.path("data").path("file").asString(""));
        if (answer.path("ok").asBoolean(false) && wanted != null) {
            DurableFile.write(wanted.toAbsolutePath(), out -> Files.copy(made, out));
        }
        return options.show(answer);
    }
}
