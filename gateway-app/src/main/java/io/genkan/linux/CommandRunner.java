package io.genkan.linux;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Runs a program with an argument list and waits for it; never a shell.
@Component
public class CommandRunner {
    /// `ip` and `nft` answer in milliseconds; on a Pi under load in a second or two.
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /// Where `ip` and `nft` live, for a service that was started with a shorter PATH.
    private static final String PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

    private static final Executor READERS = task -> Thread.ofVirtual().start(task);

    /// What a program said that ended with exit code 0.
    public record Output(String stdout, String stderr) {}

    /// Runs a program.
    ///
    /// @param command the program and its arguments, passed on as they are
    /// @param stdin what it reads; may be empty
    /// @throws CommandFailedException if it ended with another exit code than 0, or not in time
    /// @throws IOException if it could not be started
    public Output run(List<String> command, String stdin) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PATH", PATH);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        CompletableFuture<String> stdout = reading(process.getInputStream());
        CompletableFuture<String> stderr = reading(process.getErrorStream());
        try {
            feed(process, stdin);
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CommandFailedException(command, "no answer within " + PATIENCE.toSeconds() + " s");
            }
            Output output = new Output(stdout.join(), stderr.join());
            if (process.exitValue() != 0) {
                throw new CommandFailedException(command, process.exitValue(), output);
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException(command, "interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    /// Runs a program that reads nothing.
    ///
    /// @throws CommandFailedException as {@link #run(List, String)}
    public Output run(String... command) throws IOException {
        return run(List.of(command), "");
    }

    private static void feed(Process process, String stdin) {
        try (var pipe = process.getOutputStream()) {
            pipe.write(stdin.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The program ended without reading all: its exit code and words say why.
        }
    }

    /// Both outputs are read while the program runs, each by a thread of its own: a full pipe would stop it.
    private static CompletableFuture<String> reading(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> allOf(stream), READERS);
    }

    private static String allOf(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
