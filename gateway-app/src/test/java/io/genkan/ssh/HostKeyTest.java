package io.genkan.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostKeyTest {
    @TempDir
    private Path data;

    @Test
    void isMadeOnceAndReadEverAfter() throws IOException {
        HostKey made = HostKey.loadOrMake(data.resolve("keys"));
        byte[] bytes = Files.readAllBytes(file());
        HostKey read = HostKey.loadOrMake(data.resolve("keys"));
        assertThat(read.publicLine()).isEqualTo(made.publicLine()).startsWith("ssh-ed25519 AAAA");
        assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
    }

    @Test
    void isForTheGatewayAlone() throws IOException {
        HostKey.loadOrMake(data.resolve("keys"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("keys"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(data.resolve("keys"))) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void isWhatSshKeygenReads() throws IOException {
        HostKey made = HostKey.loadOrMake(data.resolve("keys"));
        assertThat(SshKeygen.run("-lf", file().toString())).startsWith("256 " + made.fingerprint() + " ");
        assertThat(SshKeygen.run("-y", "-f", file().toString())).startsWith(made.publicLine());
    }

    @Test
    void isTakenFromSshKeygen() throws IOException {
        Path keys = Files.createDirectories(data.resolve("keys"));
        SshKeygen.run("-q", "-t", "ed25519", "-N", "", "-C", "host", "-f", file().toString());
        HostKey read = HostKey.loadOrMake(keys);
        assertThat(Files.readString(file().resolveSibling("ssh_host_ed25519_key.pub")))
                .startsWith(read.publicLine() + " ");
    }

    @Test
    void isNeverReplacedWhenCutOff() throws IOException {
        HostKey.loadOrMake(data.resolve("keys"));
        String whole = Files.readString(file()).strip();
        for (int length = 0; length < whole.length(); length += 7) {
            assertRefusedAndKept(whole.substring(0, length).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void isNeverReplacedWhenItIsSomethingElse() throws IOException {
        HostKey made = HostKey.loadOrMake(data.resolve("keys"));
        assertRefusedAndKept(made.publicLine().getBytes(StandardCharsets.UTF_8));
        assertRefusedAndKept(new byte[4096]);
        assertRefusedAndKept("-----BEGIN OPENSSH PRIVATE KEY-----\n!\n-----END OPENSSH PRIVATE KEY-----\n"
                .getBytes(StandardCharsets.UTF_8));
        byte[] junk = new byte[500];
        new java.util.Random(1).nextBytes(junk);
        assertRefusedAndKept(junk);
    }

    @Test
    void isRefusedWithAPassphrase() throws IOException {
        Path keys = Files.createDirectories(data.resolve("keys"));
        SshKeygen.run("-q", "-t", "ed25519", "-N", "passphrase", "-f", file().toString());
        assertThatThrownBy(() -> HostKey.loadOrMake(keys))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file().toString());
    }

    private void assertRefusedAndKept(byte[] content) throws IOException {
        Files.write(file(), content);
        assertThatThrownBy(() -> HostKey.loadOrMake(data.resolve("keys")))
                .as("content of %d bytes", content.length)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file().toString());
        assertThat(Files.readAllBytes(file())).isEqualTo(content);
    }

    private Path file() {
        return data.resolve("keys/ssh_host_ed25519_key");
    }
}
