package io.genkan.control.client;

import io.genkan.control.ControlRequest;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `genkan status`
@Command(name = "status", description = "Tell who is inside.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private CommandLineOptions options = new CommandLineOptions();

    @Override
    public Integer call() throws IOException {
        return options.send(new ControlRequest("status", Map.of()));
    }
}
