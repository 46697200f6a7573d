package io.genkan.control.client;

import io.genkan.control.ControlRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `genkan friend …`
@Command(name = "friend", description = "Let friends in, list them, and show them out.")
final class FriendCommand {
    private static final String STANDARD_INPUT = "-";
    /// A public key has a few hundred bytes; a file that is much larger is the wrong one.
    private static final int LARGEST_KEY_FILE = 64 * 1024;

    @Command(name = "add", description = "Add a friend with his public key.")
    int add(
            @Parameters(paramLabel = "NAME", description = "What you call him.") String name,
            @Option(
                            names = "--key",
                            required = true,
                            paramLabel = "FILE",
                            description = "His public key, usually a file that ends in .pub; - for standard input.")
                    String keyFile,
            @Option(
                            names = "--allow",
                            paramLabel = "HOST_OR_PREFIX[:PORT[/PROTO]]",
                            description = "What he may reach; can be given several times. Without it: nothing.")
                    @Nullable
                    List<String> allow,
            @Option(names = "--unit", paramLabel = "N", description = "The tunnel unit (default: the lowest free one).")
                    @Nullable
                    String unit,
            @Mixin CommandLineOptions options)
            throws IOException {
        Map<String, List<String>> arguments = new HashMap<>();
        arguments.put("name", List.of(name));
        arguments.put("key", List.of(read(keyFile)));
        arguments.put("allow", allow == null ? List.of() : allow);
        if (unit != null) {
            arguments.put("unit", List.of(unit));
        }
        return options.send(new ControlRequest("friend add", arguments));
    }

    @Command(name = "list", description = "List the friends.")
    int list(@Mixin CommandLineOptions options) throws IOException {
        return options.send(new ControlRequest("friend list", Map.of()));
    }

    @Command(name = "remove", description = "Remove a friend and end what he has open.")
    int remove(@Parameters(paramLabel = "NAME", description = "Who.") String name, @Mixin CommandLineOptions options)
            throws IOException {
        return options.send(new ControlRequest("friend remove", Map.of("name", List.of(name))));
    }

    private static String read(String file) throws IOException {
        try (var in = file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(LARGEST_KEY_FILE + 1);
            if (bytes.length > LARGEST_KEY_FILE) {
                throw new IOException(file + " is too large to be a public key.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException e) {
            throw new IOException("There is no file " + file + ".", e);
        } catch (MalformedInputException e) {
            throw new IOException(file + " is not a text file, so it is no public key.", e);
        }
    }
}
