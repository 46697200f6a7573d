package io.genkan.control.client;

import io.genkan.control.ControlRequest;
import java.io.Console;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `genkan owner …`
@Command(name = "owner", description = "The owner's account.", subcommands = OwnerCommand.Password.class)
final class OwnerCommand {
    /// `genkan owner password`
    @Command(
            name = "password",
            description = "Set the owner's password: asks for it twice, or reads one line from standard input.")
    static final class Password implements Callable<Integer> {
        @Mixin
        private CommandLineOptions options = new CommandLineOptions();

        // The checker takes it for never null, which held for JDK 22 to 24 only.
        @SuppressWarnings("SystemConsoleNull")
        @Override
        public Integer call() throws IOException {
            Console console = System.console();
            String password = console != null && console.isTerminal() ? ask(console) : SecretLine.read("password");
            return options.send(new ControlRequest("owner password", Map.of("password", List.of(password))));
        }
    }

    private static String ask(Console console) throws IOException {
        char[] first = console.readPassword("New password: ");
        char[] second = console.readPassword("Once more: ");
        if (first == null || second == null) {
            throw new IOException("No password was typed; nothing was changed.");
        }
        if (!Arrays.equals(first, second)) {
            throw new IOException("The two are not the same; nothing was changed.");
        }
        return new String(first);
    }
}
