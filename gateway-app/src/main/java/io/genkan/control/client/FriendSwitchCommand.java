package io.genkan.control.client;

import io.genkan.control.ControlRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `genkan friend disable` and `genkan friend enable`
final class FriendSwitchCommand {
    private FriendSwitchCommand() {}

    /// `genkan friend disable`
    @Command(name = "disable", description = "Switch a friend's access off for now, and end what he has open.")
    static final class Disable implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "Who.")
        private String name = "";

        @Mixin
        private CommandLineOptions options = new CommandLineOptions();

        @Override
        public Integer call() throws IOException {
            return options.send(new ControlRequest("friend disable", Map.of("name", List.of(name))));
        }
    }

    /// `genkan friend enable`
    @Command(name = "enable", description = "Switch a friend's access on again.")
    static final class Enable implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "Who.")
        private String name = "";

        @Mixin
        private CommandLineOptions options = new CommandLineOptions();

        @Override
        public Integer call() throws IOException {
            return options.send(new ControlRequest("friend enable", Map.of("name", List.of(name))));
        }
    }
}
