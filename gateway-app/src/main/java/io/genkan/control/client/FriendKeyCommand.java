package io.genkan.control.client;

import io.genkan.control.ControlRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `genkan friend key …`
@Command(
        name = "key",
        description = "The keys of a friend, one for each of his computers.",
        subcommands = {FriendKeyCommand.Add.class, FriendKeyCommand.Remove.class})
final class FriendKeyCommand {
    /// `genkan friend key add`
    @Command(name = "add", description = "Give a friend a further key, with a tunnel of its own.")
    static final class Add implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "Who.")
        private String name = "";

        @Option(
                names = "--key",
                required = true,
                paramLabel = "FILE",
                description = "The public key, usually a file that ends in .pub; - for standard input.")
        private String keyFile = "";

        @Option(names = "--unit", paramLabel = "N", description = "The tunnel unit (default: the lowest free one).")
        private @Nullable String unit;

        @Mixin
        private CommandLineOptions options = new CommandLineOptions();

        @Override
        public Integer call() throws IOException {
            Map<String, List<String>> arguments = new HashMap<>();
            arguments.put("name", List.of(name));
            arguments.put("key", List.of(KeyFile.read(keyFile)));
            if (unit != null) {
                arguments.put("unit", List.of(unit));
            }
            return options.send(new ControlRequest("friend key add", arguments));
        }
    }

    /// `genkan friend key remove`
    @Command(name = "remove", description = "Take a key back, and end what is open with it.")
    static final class Remove implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "NAME", description = "Who.")
        private String name = "";

        @Parameters(index = "1", paramLabel = "KEY", description = "Its fingerprint or its tunnel unit.")
        private String which = "";

        @Mixin
        private CommandLineOptions options = new CommandLineOptions();

        @Override
        public Integer call() throws IOException {
            return options.send(
                    new ControlRequest("friend key remove", Map.of("name", List.of(name), "which", List.of(which))));
        }
    }
}
