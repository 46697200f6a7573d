package io.genkan.control.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `genkan lan bridge …`
@Command(
        name = "bridge",
        description = "A bridge made of the interface to the home network, of which friends' taps can be ports.",
        subcommands = {
            LanBridgeCommand.Plan.class,
            LanBridgeCommand.Make.class,
            LanBridgeCommand.Confirm.class,
            LanBridgeCommand.Undo.class
        })
final class LanBridgeCommand {
    /// `genkan lan bridge plan`
    @Command(name = "plan", description = "Tell what is there and what would be done; does nothing.")
    static final class Plan extends OneRequest {
        Plan() {
            super("lan bridge plan");
        }
    }

    /// `genkan lan bridge make`
    @Command(name = "make", description = "Make the bridge; it is undone by itself unless it is confirmed in time.")
    static final class Make extends OneRequest {
        @Option(
                names = "--seconds",
                paramLabel = "N",
                description = "For how long it waits to be confirmed (default: 60).")
        private @Nullable String seconds;

        Make() {
            super("lan bridge make");
        }

        @Override
        void addTo(Map<String, List<String>> arguments) {
            CommandLineOptions.put(arguments, "seconds", seconds);
        }
    }

    /// `genkan lan bridge confirm`
    @Command(name = "confirm", description = "Keep the bridge that was made.")
    static final class Confirm extends OneRequest {
        Confirm() {
            super("lan bridge confirm");
        }
    }

    /// `genkan lan bridge undo`
    @Command(name = "undo", description = "Take the bridge away, and give its interface everything back.")
    static final class Undo extends OneRequest {
        Undo() {
            super("lan bridge undo");
        }
    }
}
