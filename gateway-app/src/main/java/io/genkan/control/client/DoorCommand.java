package io.genkan.control.client;

import io.genkan.control.ControlRequest;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `genkan door …`
@Command(
        name = "door",
        description = "Open the door, or close it: then nobody is inside and nobody comes in.",
        subcommands = {DoorCommand.Open.class, DoorCommand.Close.class})
final class DoorCommand {
    /// `genkan door open`
    @Command(name = "open", description = "Let friends in again.")
    static final class Open implements Callable<Integer> {
        @Mixin
        private CommandLineOptions options = new CommandLineOptions();

        @Override
        public Integer call() throws IOException {
            return options.send(new ControlRequest("door open", Map.of()));
        }
    }

    /// `genkan door close`
    @Command(name = "close", description = "Show everybody out, and let nobody in.")
    static final class Close implements Callable<Integer> {
        @Mixin
        private CommandLineOptions options = new CommandLineOptions();

        @Override
        public Integer call() throws IOException {
            return options.send(new ControlRequest("door close", Map.of()));
        }
    }
}
