package io.genkan.control.client;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `genkan friend set`
@Command(name = "set", description = "Change what a friend may do; what is not given stays as it is.")
final class FriendSetCommand extends FriendRequest {
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

    @Option(
            names = "--mapped",
            paramLabel = "PREFIX",
            description = "Under which addresses the home network appears in his tunnels: a free block of the same"
                    + " size, auto, or none for its own.")
    private @Nullable String mapped;

    @Mixin
    private TermsOptions terms = new TermsOptions();

    FriendSetCommand() {
        super("friend set");
    }

    @Override
    void addTo(Map<String, List<String>> arguments) throws IOException {
        super.addTo(arguments);
        arguments.put("allow", allow);
        Optional.ofNullable(attachment).ifPresent(how -> arguments.put("attachment", List.of(how)));
        Optional.ofNullable(mapped).ifPresent(prefix -> arguments.put("mapped", List.of(prefix)));
        terms.addTo(arguments);
    }
}
