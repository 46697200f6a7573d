package io.genkan.control.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options about the terms on which a friend may come in, who may reach him there, and what lies behind him.
final class TermsOptions {
    @Option(
            names = "--until",
            paramLabel = "WHEN",
            description = "When his access ends, on the home's clock: 2026-05-03, \"2026-05-03 18:00\", or never.")
    private @Nullable String until;

    @Option(
            names = "--window",
            paramLabel = "HOURS",
            description =
                    "When he may be inside, such as \"Sat,Sun 10:00-22:00\"; can be given several times; or always.")
    private List<String> windows = List.of();

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            description = "How fast he may be each way, such as 20M (bit/s), or unlimited.")
    private @Nullable String rate;

    @Option(
            names = "--volume",
            paramLabel = "VOLUME",
            description = "How much may pass in a month, such as 50GB, or unlimited.")
    private @Nullable String volume;

    @Option(
            names = "--reverse",
            paramLabel = "HOST_OR_PREFIX[:PORT[/PROTO]]",
            description = "Which hosts of the home network may reach him, and which port of his;"
                    + " can be given several times; or nobody, as it is without it.")
    private List<String> reverse = List.of();

    @Option(
            names = "--map",
            paramLabel = "LANPORT:HISPORT[/PROTO]",
            description = "A port of the gateway that leads to a port of his, for those whom --reverse names"
                    + " (NAT only); can be given several times; or none.")
    private List<String> maps = List.of();

    @Option(
            names = "--subnet",
            paramLabel = "PREFIX",
            description =
                    "For a hop: the network behind it, such as 192.168.3.0/24, whose hosts come in through its tunnel"
                            + " and may do all that the hop may; or none.")
    private @Nullable String subnet;

    @Option(
            names = "--discovery",
            paramLabel = "none|mdns|ssdp|both",
            description = "How he may ask the home network what is there, of which he hears what he may reach;"
                    + " none, as it is without it.")
    private @Nullable String discovery;

    @Option(names = "--notes", paramLabel = "TEXT", description = "What you want to remember of him.")
    private @Nullable String notes;

    void addTo(Map<String, List<String>> arguments) {
        if (!windows.isEmpty()) {
            arguments.put("window", windows);
        }
        if (!reverse.isEmpty()) {
            arguments.put("reverse", reverse);
        }
        if (!maps.isEmpty()) {
            arguments.put("map", maps);
        }
        CommandLineOptions.put(arguments, "until", until);
        CommandLineOptions.put(arguments, "rate", rate);
        CommandLineOptions.put(arguments, "volume", volume);
        CommandLineOptions.put(arguments, "discovery", discovery);
        CommandLineOptions.put(arguments, "notes", notes);
        CommandLineOptions.put(arguments, "subnet", subnet);
    }
}
