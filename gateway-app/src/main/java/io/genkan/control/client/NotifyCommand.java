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

/// `genkan notify …`
@Command(
        name = "notify",
        description = "Notifications by a webhook, such as ntfy, of what happens at the door.",
        subcommands = {
            NotifyCommand.Show.class,
            NotifyCommand.Set.class,
            NotifyCommand.Off.class,
            NotifyCommand.Test.class
        })
final class NotifyCommand {
    /// `genkan notify show`
    @Command(name = "show", description = "Tell how they are set up, and whether the last one arrived.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private CommandLineOptions options = new CommandLineOptions();

        @Override
        public Integer call() throws IOException {
            return options.send(new ControlRequest("notify show", Map.of()));
        }
    }

    /// `genkan notify set`
    @Command(name = "set", description = "Set them up, or change what is given.")
    static final class Set implements Callable<Integer> {
        @Option(names = "--url", paramLabel = "URL", description = "The webhook: https, or http within your home.")
        private @Nullable String url;

        @Option(names = "--format", paramLabel = "ntfy|json", description = "Its form of message (default: ntfy).")
        private @Nullable String format;

        @Option(names = "--token", description = "Read a token for it as one line from standard input; empty for none.")
        private boolean token;

        @Option(
                names = "--on",
                split = ",",
                paramLabel = "EVENT",
                description = "Of what: friend-in, request, hop-down (default: all of them).")
        private List<String> kinds = List.of();

        @Option(
                names = "--hop",
                paramLabel = "FRIEND",
                description = "A friend that is a hop and to be inside all the time; can be given several times.")
        private List<String> hops = List.of();

        @Option(names = "--no-hops", description = "No friend is a hop.")
        private boolean noHops;

        @Option(names = "--language", paramLabel = "en|ja", description = "The language (default: en).")
        private @Nullable String language;

        @Mixin
        private CommandLineOptions options = new CommandLineOptions();

        @Override
        public Integer call() throws IOException {
            Map<String, List<String>> arguments = new HashMap<>();
            CommandLineOptions.put(arguments, "url", url);
            CommandLineOptions.put(arguments, "format", format);
            CommandLineOptions.put(arguments, "language", language);
            arguments.put("on", kinds);
            arguments.put("hop", hops);
            if (noHops) {
                arguments.put("no-hops", List.of("yes"));
            }
            if (token) {
                arguments.put("token", List.of(SecretLine.read("token")));
            }
            return options.send(new ControlRequest("notify set", arguments));
        }
    }

    /// `genkan notify off`
    @Command(name = "off", description = "Forget how they are set up.")
    static final class Off implements Callable<Integer> {
        @Mixin
        private CommandLineOptions options = new CommandLineOptions();

        @Override
        public Integer call() throws IOException {
            return options.send(new ControlRequest("notify off", Map.of()));
        }
    }

    /// `genkan notify test`
    @Command(name = "test", description = "Send one now, and tell what comes of it.")
    static final class Test implements Callable<Integer> {
        @Mixin
        private CommandLineOptions options = new CommandLineOptions();

        @Override
        public Integer call() throws IOException {
            return options.send(new ControlRequest("notify test", Map.of()));
        }
    }
}
