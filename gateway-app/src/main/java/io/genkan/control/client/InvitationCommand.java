package io.genkan.control.client;

import io.genkan.control.ControlRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `genkan invitation …`
@Command(
        name = "invitation",
        description = "The invitations that nobody has used yet.",
        subcommands = {InvitationCommand.ListAll.class, InvitationCommand.Withdraw.class})
final class InvitationCommand {
    /// `genkan invitation list`
    @Command(name = "list", description = "List them.")
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private CommandLineOptions options = new CommandLineOptions();

        @Override
        public Integer call() throws IOException {
            return options.send(new ControlRequest("invitation list", Map.of()));
        }
    }

    /// `genkan invitation withdraw`
    @Command(name = "withdraw", description = "Take one back.")
    static final class Withdraw implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "Its number in the list.")
        private String id = "";

        @Mixin
        private CommandLineOptions options = new CommandLineOptions();

        @Override
        public Integer call() throws IOException {
            return options.send(new ControlRequest("invitation withdraw", Map.of("id", List.of(id))));
        }
    }
}
