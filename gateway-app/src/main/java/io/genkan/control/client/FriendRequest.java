package io.genkan.control.client;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Parameters;

/// A command about one friend.
abstract class FriendRequest extends OneRequest {
    @Parameters(index = "0", paramLabel = "NAME", description = "Who.")
    private String name = "";

    FriendRequest(String words) {
        super(words);
    }

    @Override
    void addTo(Map<String, List<String>> arguments) throws IOException {
        arguments.put("name", List.of(name));
    }
}
