package io.genkan.control.client;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
    static final class Add extends FriendRequest {
        @Option(
                names = "--key",
                required = true,
                paramLabel = "FILE",
                description = "The public key, usually a file that ends in .pub; - for standard input.")
        private String keyFile = "";

        @Option(names = "--unit", paramLabel = "N", description = "The tunnel unit (default: the lowest free one).")
        private @Nullable String unit;

        Add() {
            super("friend key add");
        }

        @Override
        void addTo(Map<String, List<String>> arguments) throws IOException {
            super.addTo(arguments);
            arguments.put("key", List.of(KeyFile.read(keyFile)));
            if (unit != null) {
                arguments.put("unit", List.of(unit));
            }
        }
    }

    /// `genkan friend key remove`
    @Command(name = "remove", description = "Take a key back, and end what is open with it.")
    static final class Remove extends FriendRequest {
        @Parameters(index = "1", paramLabel = "KEY", description = "Its fingerprint or its tunnel unit.")
        private String which = "";

        Remove() {
            super("friend key remove");
        }

        @Override
        void addTo(Map<String, List<String>> arguments) throws IOException {
            super.addTo(arguments);
            arguments.put("which", List.of(which));
        }
    }
}
