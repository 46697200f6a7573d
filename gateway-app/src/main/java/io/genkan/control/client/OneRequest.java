package io.genkan.control.client;

import io.genkan.control.ControlRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/// A command that sends one request to the gateway and prints the answer.
abstract class OneRequest implements Callable<Integer> {
    private final String words;

    @Mixin
    private CommandLineOptions options = new CommandLineOptions();

    /// @param words those of the gateway's command, for example `friend add`
    OneRequest(String words) {
        this.words = words;
    }

    /// Adds what was given on the command line; what needs no arguments adds none.
    void addTo(Map<String, List<String>> arguments) throws IOException {}

    @Override
    public final Integer call() throws IOException {
        Map<String, List<String>> arguments = new HashMap<>();
        addTo(arguments);
        return options.send(new ControlRequest(words, arguments));
    }
}
