package io.genkan.control.client;

import io.genkan.control.ControlSocket;
import io.genkan.router.CleanUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `genkan run`
@Command(
        name = "run",
        description =
                "Run the gateway in the foreground, in the present network namespace. Prints one line when it is ready.")
final class RunCommand implements Callable<Integer> {
    private final Gateway gateway;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept that outlives a restart (default: ${DEFAULT-VALUE}).",
            defaultValue = "/var/lib/genkan")
    private Path data = Path.of("/var/lib/genkan");

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration, a YAML file.")
    private @Nullable Path config;

    @Option(names = "--clean-up", description = "Do not run; remove what a gateway that was killed left in the kernel.")
    private boolean cleanUp;

    @Option(
            names = "--until-ready",
            description = "Stop again once it is ready: the exit status tells whether it can run like this.")
    private boolean untilReady;

    RunCommand(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public Integer call() throws IOException {
        if (ControlClient.isRunning(data)) {
            throw new IOException("A gateway is running on " + data + " already.");
        }
        if (cleanUp) {
            Files.deleteIfExists(ControlSocket.path(data));
            return CleanUp.of(data).run() ? CommandLineOptions.OK : CommandLineOptions.REFUSED;
        }
        if (config != null && !Files.isReadable(config)) {
            throw new IOException("The configuration " + config + " is not there or not readable.");
        }
        return gateway.run(data.toAbsolutePath(), Optional.ofNullable(config).map(Path::toAbsolutePath), untilReady);
    }
}
