package io.genkan.control.client;

import io.genkan.control.ControlRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `genkan friend set`
@Command(name = "set", description = "Change what a friend may do; what is not given stays as it is.")
final class FriendSetCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "Who.")
    private String name = "";

    @Option(
            names = "--allow",
            paramLabel = "HOST_OR_PREFIX[:PORT[/PROTO]]",
            description = "What he may reach instead of what he may now; can be given several times.")
    private List<String> allow = List.of();

    @Option(
            names = "--attachment",
            paramLabel = "HOW",
            description = "How his tunnels join the home network: nat, proxy-arp, or usual for as configured.")
    private @Nullable String attachment;

    @Mixin
    private TermsOptions terms = new TermsOptions();

    @Mixin
    private CommandLineOptions options = new CommandLineOptions();

    @Override
    public Integer call() throws IOException {
        Map<String, List<String>> arguments = new HashMap<>();
        arguments.put("name", List.of(name));
        arguments.put("allow", allow);
        Optional.ofNullable(attachment).ifPresent(how -> arguments.put("attachment", List.of(how)));
        terms.addTo(arguments);
        return options.send(new ControlRequest("friend set", arguments));
    }
}
