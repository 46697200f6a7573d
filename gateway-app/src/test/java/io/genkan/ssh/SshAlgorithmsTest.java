package io.genkan.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.junit.jupiter.api.Test;

/// The names on the wire, so that a new version of the library cannot add or reorder any unseen.
class SshAlgorithmsTest {
    @Test
    void exchangesKeysInHybridsAlone() {
        assertThat(names(SshAlgorithms.keyExchanges(false)))
                .containsExactly(
                        "mlkem768x25519-sha256", "sntrup761x25519-sha512", "sntrup761x25519-sha512@openssh.com");
    }

    @Test
    void addsThePlainExchangeForOlderClientsLast() {
        assertThat(names(SshAlgorithms.keyExchanges(true)))
                .containsExactly(
                        "mlkem768x25519-sha256",
                        "sntrup761x25519-sha512",
                        "sntrup761x25519-sha512@openssh.com",
                        "curve25519-sha256",
                        "curve25519-sha256@libssh.org");
    }

    @Test
    void encryptsWithAuthenticatedCiphersFirst() {
        assertThat(names(SshAlgorithms.ciphers()))
                .containsExactly(
                        "aes256-gcm@openssh.com",
                        "aes128-gcm@openssh.com",
                        "chacha20-poly1305@openssh.com",
                        "aes256-ctr");
    }

    @Test
    void authenticatesOnlyWhatIsEncryptedAlready() {
        assertThat(names(SshAlgorithms.macs()))
                .containsExactly("hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com");
    }

    @Test
    void compressesNothing() {
        assertThat(names(SshAlgorithms.compressions())).containsExactly("none");
    }

    @Test
    void signsWithoutSha1() {
        assertThat(names(SshAlgorithms.signatures()))
                .containsExactly(
                        "ssh-ed25519",
                        "sk-ssh-ed25519@openssh.com",
                        "ecdsa-sha2-nistp256",
                        "ecdsa-sha2-nistp384",
                        "ecdsa-sha2-nistp521",
                        "sk-ecdsa-sha2-nistp256@openssh.com",
                        "rsa-sha2-512",
                        "rsa-sha2-256");
    }

    private static List<String> names(List<? extends NamedResource> algorithms) {
        return NamedResource.getNameList(algorithms);
    }
}
