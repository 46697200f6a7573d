package io.genkan.control.client;

import io.genkan.control.ControlRequest;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `genkan lan`
@Command(
        name = "lan",
        description = "Tell what the gateway finds of the home network, and what it would do there.",
        subcommands = LanBridgeCommand.class)
final class LanCommand implements Callable<Integer> {
    @Mixin
    private CommandLineOptions options = new CommandLineOptions();

    @Override
    public Integer call() throws IOException {
        return options.send(new ControlRequest("lan", Map.of()));
    }
}
