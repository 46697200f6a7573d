package io.genkan.control.client;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `genkan friend …`
@Command(
        name = "friend",
        description = "Let friends in, list them, and show them out.",
        subcommands = {
            FriendCommand.Add.class,
            FriendCommand.ListAll.class,
            FriendSetCommand.class,
            FriendSwitchCommand.Disable.class,
            FriendSwitchCommand.Enable.class,
            FriendWhyCommand.class,
            FriendKeyCommand.class,
            FriendCommand.Remove.class
        })
final class FriendCommand {
    /// `genkan friend add`
    @Command(name = "add", description = "Add a friend with his public key.")
    static final class Add extends FriendRequest {
        @Option(
                names = "--key",
                required = true,
                paramLabel = "FILE",
                description = "His public key, usually a file that ends in .pub; - for standard input.")
        private String keyFile = "";

        @Option(
                names = "--allow",
                paramLabel = "HOST_OR_PREFIX[:PORT[/PROTO]]",
                description = "What he may reach; can be given several times. Without it: nothing.")
        private List<String> allow = List.of();

        @Option(names = "--unit", paramLabel = "N", description = "The tunnel unit (default: the lowest free one).")
        private @Nullable String unit;

        @Option(
                names = "--attachment",
                paramLabel = "HOW",
                description =
                        "How his tunnels join the home network: nat, proxy-arp or bridged (default: as configured).")
        private @Nullable String attachment;

        @Option(
                names = "--mapped",
                paramLabel = "PREFIX",
                description = "Under which addresses the home network appears in his tunnels, where his own network"
                        + " has the same ones: a free block of the same size, or auto (NAT only).")
        private @Nullable String mapped;

        @Mixin
        private TermsOptions terms = new TermsOptions();

        Add() {
            super("friend add");
        }

        @Override
        void addTo(Map<String, List<String>> arguments) throws IOException {
            super.addTo(arguments);
            arguments.put("key", List.of(KeyFile.read(keyFile)));
            arguments.put("allow", allow);
            Optional.ofNullable(unit).ifPresent(number -> arguments.put("unit", List.of(number)));
            Optional.ofNullable(attachment).ifPresent(how -> arguments.put("attachment", List.of(how)));
            Optional.ofNullable(mapped).ifPresent(prefix -> arguments.put("mapped", List.of(prefix)));
            terms.addTo(arguments);
        }
    }

    /// `genkan friend list`
    @Command(name = "list", description = "List the friends.")
    static final class ListAll extends OneRequest {
        ListAll() {
            super("friend list");
        }
    }

    /// `genkan friend remove`
    @Command(name = "remove", description = "Remove a friend and end what he has open.")
    static final class Remove extends FriendRequest {
        Remove() {
            super("friend remove");
        }
    }
}
