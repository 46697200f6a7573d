package io.genkan.control.client;

import io.genkan.control.ControlRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What every command that talks to the gateway understands.
class CommandLineOptions {
    /// The command was carried out.
    static final int OK = 0;
    /// It was not; the words on stderr say why.
    static final int REFUSED = 1;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The gateway's data directory (default: ${DEFAULT-VALUE}).",
            defaultValue = "/var/lib/genkan")
    private Path data = Path.of("/var/lib/genkan");

    @Option(names = "--json", description = "Answer in JSON, for programs.")
    private boolean json;

    boolean wantsJson() {
        return json;
    }

    /// Sends a command and prints the answer.
    ///
    /// @return the exit code
    int send(ControlRequest request) throws IOException {
        return show(ask(request));
    }

    /// Sends a command.
    ///
    /// @return the gateway's answer, of the form of {@link io.genkan.control.ControlReply}
    JsonNode ask(ControlRequest request) throws IOException {
        return ControlClient.send(data, request);
    }

    /// Prints the gateway's answer.
    ///
    /// @return the exit code
    int show(JsonNode answer) {
        boolean ok = answer.path("ok").asBoolean(false);
        String text = answer.path("text").asString("");
        PrintStream to = ok || json ? System.out : System.err;
        if (json) {
            to.println(ok ? answer.path("data").toString() : errorIn(text));
        } else {
            to.println(text);
        }
        return ok ? OK : REFUSED;
    }

    /// Adds an argument that was given.
    static void put(Map<String, List<String>> arguments, String name, @Nullable String value) {
        if (value != null) {
            arguments.put(name, List.of(value));
        }
    }

    private static String errorIn(String text) {
        return JsonNodeFactory.instance.objectNode().put("error", text).toString();
    }
}
