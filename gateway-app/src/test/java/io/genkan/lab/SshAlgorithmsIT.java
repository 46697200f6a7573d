package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which algorithms the stock client and the gateway agree on, and on which they do not.
class SshAlgorithmsIT {
    private static Lab lab;

    @BeforeAll
    static void raise() {
        lab = Lab.raise();
        lab.admit("tomodati", "friend", "--allow", Lab.NAS);
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KexAlgorithms=sntrup761x25519-sha512@openssh.com",
                "KexAlgorithms=curve25519-sha256",
                "Ciphers=aes256-gcm@openssh.com",
                "Ciphers=aes128-gcm@openssh.com",
                "Ciphers=chacha20-poly1305@openssh.com",
                "Ciphers=aes256-ctr MACs=hmac-sha2-256-etm@openssh.com",
                "Ciphers=aes256-ctr MACs=hmac-sha2-512-etm@openssh.com",
                "HostKeyAlgorithms=ssh-ed25519",
                "Compression=yes"
            })
    void speaksWhatIsSafe(String options) {
        Run run = asks(options);
        assertThat(run.orFail())
                // Only under strict key exchange do the numbers begin anew.
                .contains("resetting read seqnr", "resetting send seqnr", "Server host key: ssh-ed25519 ")
                .contains("compression: none")
                .doesNotContain("compression: zlib");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KexAlgorithms=diffie-hellman-group14-sha256",
                "KexAlgorithms=diffie-hellman-group-exchange-sha256",
                "KexAlgorithms=ecdh-sha2-nistp256",
                "Ciphers=aes128-ctr",
                "Ciphers=aes128-cbc",
                "Ciphers=3des-cbc",
                "Ciphers=aes256-ctr MACs=hmac-sha2-256",
                "Ciphers=aes256-ctr MACs=hmac-sha1-etm@openssh.com",
                "Ciphers=aes256-ctr MACs=umac-128-etm@openssh.com",
                "HostKeyAlgorithms=rsa-sha2-512",
                "HostKeyAlgorithms=ecdsa-sha2-nistp256"
            })
    void doesNotSpeakWhatIsNot(String options) {
        Run run = asks(options);
        assertThat(run.ok()).isFalse();
        assertThat(run.output()).contains("Unable to negotiate with " + Lab.ROUTER_OUTSIDE);
    }

    /// Whatever the client has of it, one that a quantum computer does not break comes first.
    @Test
    void prefersHybridKeyExchanges() {
        assertThat(asks("ConnectTimeout=10").orFail()).containsPattern("kex: algorithm: (mlkem768|sntrup761)x25519");
    }

    private static Run asks(String options) {
        List<String> arguments = new ArrayList<>(List.of("-v"));
        for (String option : options.split(" ", -1)) {
            arguments.addAll(List.of("-o", option));
        }
        arguments.addAll(List.of("x@" + Lab.ROUTER_OUTSIDE, "help"));
        return StockClient.run(lab, "friend", lab.privateKeyOf("friend"), arguments.toArray(String[]::new));
    }
}
