package io.genkan.router;

import io.genkan.linux.CommandRunner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `ip -j` and `bridge -j` print: a list of objects, or nothing at all where there is nothing.
final class IpJson {
    private static final JsonMapper JSON = new JsonMapper();

    private IpJson() {}

    /// Runs a command that prints JSON.
    ///
    /// @return the objects, without the empty ones that `ip` prints for what was filtered out
    static List<JsonNode> list(CommandRunner commands, String... command) throws IOException {
        String printed = commands.run(command).stdout();
        try {
            List<JsonNode> objects = new ArrayList<>();
            for (JsonNode object : JSON.readTree(printed.isBlank() ? "[]" : printed)) {
                if (!object.isEmpty()) {
                    objects.add(object);
                }
            }
            return objects;
        } catch (JacksonException e) {
            throw new IOException("`" + String.join(" ", command) + "` printed no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
