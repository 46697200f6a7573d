package io.genkan.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A small program of the tests that hosts of the lab run.
final class TestProgram {
    private TestProgram() {}

    /// The command to start it with.
    static String[] command(Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Application.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx32m",
                "-XX:-UsePerfData",
                "-Djava.net.preferIPv4Stack=true",
                "-cp",
                absolute("target/test-classes") + ":" + absolute("target/classes"),
                program.getName()));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    private static Path absolute(String directory) {
        return Path.of(directory).toAbsolutePath();
    }
}
