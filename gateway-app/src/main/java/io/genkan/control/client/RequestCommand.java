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

/// `genkan pending`, `genkan admit` and `genkan decline`
final class RequestCommand {
    private RequestCommand() {}

    /// `genkan pending`
    @Command(name = "pending", description = "Tell who has come with an invitation and waits to be let in.")
    static final class Pending implements Callable<Integer> {
        @Mixin
        private CommandLineOptions options = new CommandLineOptions();

        @Override
        public Integer call() throws IOException {
            return options.send(new ControlRequest("pending", Map.of()));
        }
    }

    /// `genkan admit`
    @Command(name = "admit", description = "Let somebody in who waits, after you have compared fingerprints with him.")
    static final class Admit implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "His number among those who wait.")
        private String id = "";

        @Option(names = "--name", paramLabel = "NAME", description = "What you call him (default: as invited).")
        private @Nullable String name;

        @Option(
                names = "--allow",
                paramLabel = "HOST_OR_PREFIX[:PORT[/PROTO]]",
                description = "What he may reach; can be given several times (default: as invited).")
        private List<String> allow = List.of();

        @Mixin
        private CommandLineOptions options = new CommandLineOptions();

        @Override
        public Integer call() throws IOException {
            Map<String, List<String>> arguments = new HashMap<>();
            arguments.put("id", List.of(id));
            arguments.put("allow", allow);
            CommandLineOptions.put(arguments, "name", name);
            return options.send(new ControlRequest("admit", arguments));
        }
    }

    /// `genkan decline`
    @Command(name = "decline", description = "Do not let somebody in who waits; he is told so.")
    static final class Decline implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "His number among those who wait.")
        private String id = "";

        @Mixin
        private CommandLineOptions options = new CommandLineOptions();

        @Override
        public Integer call() throws IOException {
            return options.send(new ControlRequest("decline", Map.of("id", List.of(id))));
        }
    }
}
