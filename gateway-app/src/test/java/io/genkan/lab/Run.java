package io.genkan.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program that a test ran to its end, and what it printed on both outputs.
record Run(List<String> command, int exitCode, String output) {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /// Runs a program, with nothing on its standard input.
    static Run of(List<String> command) {
        return of(command, "");
    }

    /// Runs a program and feeds it.
    static Run of(List<String> command, String stdin) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var in = process.getOutputStream()) {
                in.write(stdin.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended without reading; its exit code and words are what the test looks at.
            }
            Thread.ofVirtual().start(() -> endInTime(process));
            String output = read(process);
            int exitCode = process.waitFor();
            return new Run(command, exitCode, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// A program that does not end must not hold up the tests: it is killed, and its exit code then says so.
    private static void endInTime(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean ok() {
        return exitCode == 0;
    }

    /// What it printed, if it ended well.
    String orFail() {
        if (!ok()) {
            throw new AssertionError(this);
        }
        return output;
    }

    private static String read(Process process) throws IOException {
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public String toString() {
        return String.join(" ", command) + "\nended with " + exitCode + "\n" + output;
    }
}
