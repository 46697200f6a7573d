package io.genkan.linux;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/// Runs a program with an argument list and waits for it; never a shell.
@Component
public class CommandRunner {
    /// `ip` and `nft` answer in milliseconds; on a Pi under load in a second or two.
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /// How long the kernel may take to end a killed program.
    private static final long DEATH_MILLIS = 5_000;

    /// Where `ip` and `nft` live, for a service that was started with a shorter PATH.
    private static final String PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

    private static final Executor PIPES = task -> Thread.ofVirtual().start(task);

    private final Duration patience;

    /// With the patience that `ip` and `nft` need.
    public CommandRunner() {
        this(PATIENCE);
    }

    /// @param patience how long a program may take
    CommandRunner(Duration patience) {
        this.patience = patience;
    }

    /// What a program said that ended with exit code 0.
    public record Output(String stdout, String stderr) {}

    /// Runs a program.
    ///
    /// @param command the program and its arguments, passed on as they are
    /// @param stdin what it reads; may be empty
    /// @throws CommandFailedException if it ended with another exit code than 0, or not in time; it is killed then
    /// @throws IOException if it could not be started
    public Output run(List<String> command, String stdin) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(found(command));
        builder.environment().put("PATH", PATH);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        CompletableFuture<String> stdout = reading(process.getInputStream());
        CompletableFuture<String> stderr = reading(process.getErrorStream());
        // By a thread of its own too: a program that does not read would keep us from running out of patience.
        PIPES.execute(() -> feed(process, stdin));
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw noAnswer(command);
            }
            Output output = new Output(whole(stdout), whole(stderr));
            if (process.exitValue() != 0) {
                throw new CommandFailedException(command, process.exitValue(), output);
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException(command, "interrupted");
        } catch (TimeoutException | ExecutionException e) {
            throw noAnswer(command);
        } finally {
            end(process);
        }
    }

    /// Runs a program that reads nothing.
    ///
    /// @throws CommandFailedException as {@link #run(List, String)}
    public Output run(String... command) throws IOException {
        return run(List.of(command), "");
    }

    /// Kills what still runs, and waits until it is gone: whoever repeats the command must not meet the first one. A
    /// program that the kernel itself holds up (a disk that does not answer) cannot be waited for.
    private static void end(Process process) {
        process.destroyForcibly();
        boolean interrupted = Thread.interrupted();
        try {
            process.waitFor(DEATH_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private CommandFailedException noAnswer(List<String> command) {
        return new CommandFailedException(command, "no answer within " + patience.toSeconds() + " s");
    }

    /// A child of the program may hold the pipe open for longer than the program lived.
    private String whole(CompletableFuture<String> output)
            throws InterruptedException, ExecutionException, TimeoutException {
        return output.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// The program's own file: Java looks a name up in the path that this process was started with, whatever the
    /// environment of the child says.
    private static List<String> found(List<String> command) {
        List<String> whole = new ArrayList<>(command);
        String name = command.getFirst();
        if (!name.contains("/")) {
            Arrays.stream(PATH.split(":", -1))
                    .map(directory -> Path.of(directory, name))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .ifPresent(file -> whole.set(0, file.toString()));
        }
        return whole;
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
        return CompletableFuture.supplyAsync(() -> allOf(stream), PIPES);
    }

    private static String allOf(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
