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

/// `genkan invite`
@Command(name = "invite", description = "Make an invitation: a text to send to a friend who has given you no key yet.")
final class InviteCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "NAME",
            description = "What you call him; the name of a friend, for a further computer of his.")
    private String name = "";

    @Option(
            names = "--allow",
            paramLabel = "HOST_OR_PREFIX[:PORT[/PROTO]]",
            description = "What he is to reach once you have let him in; can be given several times.")
    private List<String> allow = List.of();

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "For how long it is good, such as 30m, 12h or 7d (default: 7d).")
    private @Nullable String expires;

    @Option(
            names = "--address",
            paramLabel = "HOST",
            description = "Under which address your home is reached from outside; kept for the next time.")
    private @Nullable String address;

    @Option(names = "--from", paramLabel = "NAME", description = "What friends call you; kept for the next time.")
    private @Nullable String from;

    @Option(
            names = "--language",
            paramLabel = "en|ja",
            description = "The language of the text (default: ${DEFAULT-VALUE}).",
            defaultValue = "en")
    private String language = "en";

    @Mixin
    private CommandLineOptions options = new CommandLineOptions();

    @Override
    public Integer call() throws IOException {
        Map<String, List<String>> arguments = new HashMap<>();
        arguments.put("name", List.of(name));
        arguments.put("allow", allow);
        arguments.put("language", List.of(language));
        CommandLineOptions.put(arguments, "expires", expires);
        CommandLineOptions.put(arguments, "address", address);
        CommandLineOptions.put(arguments, "from", from);
        return options.send(new ControlRequest("invite", arguments));
    }
}
