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
import tools.jackson.databind.JsonNode;

/// `genkan audit`
@Command(
        name = "audit",
        description = "Print the audit log: who did what, when, from where.",
        subcommands = AuditCommand.Keep.class)
final class AuditCommand implements Callable<Integer> {
    @Mixin
    private CommandLineOptions options = new CommandLineOptions();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only what happened since: a day (2026-11-24), or so long ago (7d, 12h).")
    private @Nullable String since;

    @Option(
            names = "--format",
            paramLabel = "text|csv|json",
            description = "How it is written (default: ${DEFAULT-VALUE}).",
            defaultValue = "text")
    private String format = "text";

    @Option(names = "--about", paramLabel = "TEXT", description = "Only entries with this in a name or an address.")
    private @Nullable String about;

    /// Asks for some entries at a time: the log can be long.
    @Override
    public Integer call() throws IOException {
        Map<String, List<String>> arguments = new HashMap<>();
        arguments.put("format", List.of(options.wantsJson() ? "json" : format));
        if (since != null) {
            arguments.put("since", List.of(since));
        }
        if (about != null) {
            arguments.put("text", List.of(about));
        }
        while (true) {
            JsonNode answer = options.ask(new ControlRequest("audit", arguments));
            if (!answer.path("ok").asBoolean(false)) {
                return options.show(answer);
            }
            System.out.print(answer.path("text").asString(""));
            JsonNode next = answer.path("data").path("after");
            if (next.isMissingNode()) {
                System.out.flush();
                return CommandLineOptions.OK;
            }
            arguments.put("after", List.of(next.asString()));
        }
    }

    /// `genkan audit keep`
    @Command(name = "keep", description = "Set for how many days entries are kept.")
    static final class Keep implements Callable<Integer> {
        @Mixin
        private CommandLineOptions options = new CommandLineOptions();

        @Parameters(index = "0", paramLabel = "DAYS", description = "How many days.")
        private String days = "";

        @Override
        public Integer call() throws IOException {
            return options.send(new ControlRequest("audit keep", Map.of("days", List.of(days))));
        }
    }
}
