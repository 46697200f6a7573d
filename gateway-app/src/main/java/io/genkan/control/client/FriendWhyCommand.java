package io.genkan.control.client;

import io.genkan.control.ControlRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `genkan friend why`
@Command(
        name = "why",
        description = "Ask whether what a friend sends would reach a device at home now, and why; exit status 1: no.")
final class FriendWhyCommand implements Callable<Integer> {
    /// What was asked for was answered, with no.
    private static final int NO = 1;

    @Parameters(index = "0", paramLabel = "NAME", description = "Who.")
    private String name = "";

    @Parameters(
            index = "1",
            paramLabel = "HOST:PORT[/PROTO]",
            description = "One port of one device, such as 192.168.100.10:80 or 192.168.100.10:53/udp.")
    private String where = "";

    @Mixin
    private CommandLineOptions options = new CommandLineOptions();

    @Override
    public Integer call() throws IOException {
        JsonNode answer =
                options.ask(new ControlRequest("friend why", Map.of("name", List.of(name), "where", List.of(where))));
        int status = options.show(answer);
        boolean no = !answer.path("data").path("passes").asBoolean(true);
        return no ? NO : status;
    }
}
