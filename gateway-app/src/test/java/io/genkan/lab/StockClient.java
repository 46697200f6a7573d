package io.genkan.lab;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// One run of the stock OpenSSH client on a host of the lab, straight to the gateway, with no configuration but what
/// is given here. Ends with the test.
final class StockClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Process process;
    private final Path log;

    private StockClient(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// Starts it with an open standard input.
    static StockClient start(Lab lab, String host, Path key, String... arguments) {
        Path log = lab.state().resolve(host).resolve("client-" + COUNT.incrementAndGet() + ".log");
        try {
            return new StockClient(lab.start(host, log, command(key, "-v", arguments)), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts it as somebody would who has no known_hosts yet: it asks whether it trusts the host, and gets a
    /// fingerprint in place of a yes.
    static StockClient startTrusting(Lab lab, String host, Path key, String fingerprint, String... arguments) {
        Path answer = lab.state().resolve(host).resolve("answer-" + COUNT.incrementAndGet());
        Path log = lab.state().resolve(host).resolve("client-" + COUNT.incrementAndGet() + ".log");
        try {
            Files.writeString(answer, "#!/bin/sh\necho '" + fingerprint + "'\n");
            Files.setPosixFilePermissions(answer, PosixFilePermissions.fromString("rwxr-xr-x"));
            List<String> command =
                    new ArrayList<>(List.of("env", "SSH_ASKPASS=" + answer, "SSH_ASKPASS_REQUIRE=force"));
            for (String word : command(key, "-v", arguments)) {
                command.add(word.replace("StrictHostKeyChecking=no", "StrictHostKeyChecking=ask"));
            }
            return new StockClient(lab.start(host, log, command.toArray(String[]::new)), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs it to its end, with an empty standard input, as somebody would who has no `-v` on.
    static Run run(Lab lab, String host, Path key, String... arguments) {
        return lab.on(host, command(key, "-n", arguments));
    }

    /// The command line; the user name `x` is last unless the arguments bring a destination of their own.
    private static String[] command(Path key, String first, String... arguments) {
        List<String> command = new ArrayList<>(
                // A display, without which the client would not even ask for one to be forwarded.
                List.of("env", "DISPLAY=127.0.0.1:9", "ssh", first, "-F", "/dev/null", "-i", key.toString()));
        for (String option : List.of(
                "IdentitiesOnly=yes",
                "StrictHostKeyChecking=no",
                "UserKnownHostsFile=/dev/null",
                "GlobalKnownHostsFile=/dev/null",
                "ExitOnForwardFailure=yes",
                "NumberOfPasswordPrompts=1",
                "ConnectTimeout=20",
                "Port=2222")) {
            command.add("-o");
            command.add(option);
        }
        List<String> given = List.of(arguments);
        command.addAll(given);
        if (given.stream().noneMatch(argument -> argument.contains("@" + Lab.ROUTER_OUTSIDE))) {
            command.add("x@" + Lab.ROUTER_OUTSIDE);
        }
        return command.toArray(String[]::new);
    }

    /// Waits until the gateway has confirmed the tunnel.
    StockClient awaitTunnel() {
        return awaitWords("tunnel forward established");
    }

    /// Waits until it has printed something.
    StockClient awaitWords(String words) {
        await().atMost(PATIENCE)
                .failFast("ssh ended without: " + words, () -> !isRunning() && !log().contains(words))
                .until(() -> log().contains(words));
        return this;
    }

    /// Sends a key stroke.
    void type(int character) {
        try {
            var keyboard = process.getOutputStream();
            keyboard.write(character);
            keyboard.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /// Waits until it ends by itself.
    ///
    /// @return its exit code
    int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("ssh does not end; it said:\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// All that it printed.
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What it printed, without what only `-v` shows.
    String said() {
        return withoutDebug(log());
    }

    static String withoutDebug(String log) {
        return log.lines()
                .filter(line -> !line.matches("debug[123]: .*")
                        && !line.startsWith("OpenSSH_")
                        && !line.startsWith("Warning: Permanently added")
                        && !line.startsWith("Pseudo-terminal will not be allocated"))
                .map(String::strip)
                .collect(Collectors.joining("\n"));
    }

    /// Ends it as a Ctrl-C would, and waits for that; does nothing if it has ended.
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }
}
