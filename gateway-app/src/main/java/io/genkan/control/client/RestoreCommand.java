package io.genkan.control.client;

import io.genkan.settings.CannotStartException;
import io.genkan.store.Restoration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `genkan restore`
@Command(
        name = "restore",
        description = "Replace everything by what is in a backup, while the gateway is stopped. Keys that were revoked"
                + " since stay revoked, and the door is closed until you open it.")
final class RestoreCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The gateway's data directory (default: ${DEFAULT-VALUE}).",
            defaultValue = "/var/lib/genkan")
    private Path data = Path.of("/var/lib/genkan");

    @Parameters(index = "0", paramLabel = "FILE", description = "The backup.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        if (ControlClient.isRunning(data)) {
            throw new IOException("A gateway is running on " + data + ". Stop it first; nothing was changed.");
        }
        if (!Files.isReadable(file)) {
            throw new IOException("The backup " + file + " is not there or not readable; nothing was changed.");
        }
        try {
            say(Restoration.restore(data, file, Instant.now()));
            return CommandLineOptions.OK;
        } catch (CannotStartException e) {
            throw new IOException(e.getMessage() + " " + e.whatToDo(), e);
        }
    }

    private void say(Restoration.Outcome outcome) {
        System.out.println("Everything is as it was when the backup was made, at " + outcome.madeAt() + ".");
        if (!outcome.stillRevoked().isEmpty()) {
            System.out.println(
                    "These keys were revoked since and stay so: " + String.join(", ", outcome.stillRevoked()));
        }
        outcome.kept().ifPresent(kept -> System.out.println("The database from before is kept as " + kept + "."));
        System.out.println(
                "Changes that were made since are not in it, so the door is closed. Start the gateway, look over"
                        + " your friends, and open the door.");
    }
}
