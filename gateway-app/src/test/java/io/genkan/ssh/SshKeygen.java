package io.genkan.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Keys made by the real ssh-keygen.
final class SshKeygen {
    private final Path directory;

    SshKeygen(Path directory) {
        this.directory = directory;
    }

    /// Makes a key pair without passphrase.
    ///
    /// @return the file of the private key; beside it is the one that ends in .pub
    Path make(String type, String bits, String comment) throws IOException {
        Path file = directory.resolve(type + bits);
        if (!Files.exists(file)) {
            List<String> options = new ArrayList<>(List.of("-q", "-t", type, "-N", "", "-C", comment));
            if (!bits.isEmpty()) {
                options.addAll(List.of("-b", bits));
            }
            options.addAll(List.of("-f", file.toString()));
            run(options.toArray(String[]::new));
        }
        return file;
    }

    /// The text of the public key of a pair.
    static String publicText(Path file) throws IOException {
        return Files.readString(file.resolveSibling(file.getFileName() + ".pub"));
    }

    /// Runs ssh-keygen and returns what it printed.
    static String run(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("ssh-keygen"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as("%s: %s", command, printed).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return printed;
    }
}
