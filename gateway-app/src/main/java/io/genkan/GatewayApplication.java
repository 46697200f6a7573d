package io.genkan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/// The gateway as a Spring application.
@SpringBootApplication
public class GatewayApplication {
    private static final int FAILED = 1;

    /// Runs the gateway until it is stopped by a signal, or only until it is ready.
    ///
    /// @param data the data directory; made if it is missing
    /// @param config the configuration file, if one was named
    /// @return the exit code
    static int run(Path data, Optional<Path> config, boolean untilReady) {
        try {
            prepare(data);
        } catch (IOException e) {
            System.err.println("The data directory " + data + " cannot be used: " + e.getMessage());
            return FAILED;
        }
        CountDownLatch closed = new CountDownLatch(1);
        SpringApplication application = new SpringApplication(GatewayApplication.class);
        application.addListeners((ContextClosedEvent _) -> closed.countDown());
        application.addListeners((ApplicationReadyEvent ready) -> sayReady(ready.getApplicationContext()));
        try {
            ConfigurableApplicationContext context = application.run(arguments(data, config));
            if (untilReady) {
                context.close();
            }
        } catch (RuntimeException e) {
            // Spring has said why on the console: in words where we have some, else with everything it knows.
            return FAILED;
        }
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static String[] arguments(Path data, Optional<Path> config) {
        List<String> arguments = new ArrayList<>(List.of("--genkan.data=" + data));
        config.ifPresent(file -> arguments.add("--spring.config.additional-location=file:" + file));
        return arguments.toArray(String[]::new);
    }

    /// Only the gateway's own user has any business there.
    private static void prepare(Path data) throws IOException {
        Files.createDirectories(
                data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static void sayReady(ConfigurableApplicationContext context) {
        System.out.println("Genkan is ready: friends on port "
                + context.getEnvironment().getProperty("genkan.ssh.port", "2222") + ", the owner on https://localhost:"
                + context.getEnvironment().getProperty("genkan.admin.port", "8443") + "/");
    }
}
