package io.genkan.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.access.SshPublicKey;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The picture of a key beside that of the real ssh-keygen.
class RandomArtTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"ed25519,''", "ecdsa,256", "ecdsa,384", "ecdsa,521", "rsa,3072", "rsa,4096"})
    void looksAsTheFriendSeesIt(String type, String bits) throws IOException {
        Path file = new SshKeygen(directory).make(type, bits, "taro@laptop");
        SshPublicKey key = new OpenSshKeyParser().parse(SshKeygen.publicText(file));
        String shown = SshKeygen.run("-lv", "-f", file + ".pub");
        assertThat(shown.lines().skip(1))
                .containsExactlyElementsOf(RandomArt.of(key).lines().toList());
    }

    @Test
    void namesSecurityKeys() {
        assertThat(RandomArt.of(securityKey("sk-ssh-ed25519@openssh.com"))).startsWith("+[ED25519-SK 256]-+");
        assertThat(RandomArt.of(securityKey("sk-ecdsa-sha2-nistp256@openssh.com")))
                .startsWith("+-[ECDSA-SK 256]--+");
    }

    private static SshPublicKey securityKey(String algorithm) {
        return new SshPublicKey(algorithm, "", "SHA256:a2PuURq8MYRlVDd/UgSiG5t8bh73anB2EmCgrbB1dBQ", "");
    }
}
