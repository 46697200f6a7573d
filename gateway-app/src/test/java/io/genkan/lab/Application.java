package io.genkan.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The application as it was packaged, unpacked once by each process that runs tests, for itself: a gateway that
/// another has started from the same files would lose them while they are written anew.
final class Application {
    private static final Path DIRECTORY = unpack();

    private Application() {}

    /// The directory with `genkan.jar` and `lib/`.
    static Path directory() {
        return DIRECTORY;
    }

    /// The `java` that runs the tests.
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /// The command that is the owner's command line, run as ./genkan runs it.
    static List<String> commandLine() {
        return List.of(Lab.script("owner"), directory().toString());
    }

    private static Path unpack() {
        Path jar = Path.of("target", "genkan.jar").toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is missing: these tests run in `mvn verify`, after it is packaged");
        }
        Path directory = Path.of("target", System.getProperty("genkan.application", "application"))
                .toAbsolutePath();
        Run.of(List.of(
                        java(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        directory.toString()))
                .orFail();
        // Without it the gateway starts all the same, and later.
        Run.of(List.of(Lab.script("start-cache"), directory.toString()));
        return directory;
    }
}
