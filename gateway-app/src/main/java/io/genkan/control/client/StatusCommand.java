package io.genkan.control.client;

import picocli.CommandLine.Command;

/// `genkan status`
@Command(name = "status", description = "Tell who is inside.")
final class StatusCommand extends OneRequest {
    StatusCommand() {
        super("status");
    }
}
