package io.genkan.control.client;

import picocli.CommandLine.Command;

/// `genkan door …`
@Command(
        name = "door",
        description = "Open the door, or close it: then nobody is inside and nobody comes in.",
        subcommands = {DoorCommand.Open.class, DoorCommand.Close.class})
final class DoorCommand {
    /// `genkan door open`
    @Command(name = "open", description = "Let friends in again.")
    static final class Open extends OneRequest {
        Open() {
            super("door open");
        }
    }

    /// `genkan door close`
    @Command(name = "close", description = "Show everybody out, and let nobody in.")
    static final class Close extends OneRequest {
        Close() {
            super("door close");
        }
    }
}
