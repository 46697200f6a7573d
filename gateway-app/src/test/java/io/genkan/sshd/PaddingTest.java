package io.genkan.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PaddingTest {
    private static final int BYTES = 19;

    @Test
    void isAnotherEachTime() throws GeneralSecurityException {
        Padding padding = new Padding();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            seen.add(Arrays.toString(next(padding)));
        }
        assertThat(seen).hasSize(1_000);
    }

    @Test
    void isAnotherInEachSession() throws GeneralSecurityException {
        assertThat(next(new Padding())).isNotEqualTo(next(new Padding()));
    }

    @Test
    void writesWhereItShouldAndNowhereElse() throws GeneralSecurityException {
        byte[] packet = new byte[3 * BYTES];
        new Padding().fill(packet, BYTES, BYTES);
        assertThat(Arrays.copyOfRange(packet, 0, BYTES)).containsOnly(0);
        assertThat(Arrays.copyOfRange(packet, BYTES, 2 * BYTES)).isNotEqualTo(new byte[BYTES]);
        assertThat(Arrays.copyOfRange(packet, 2 * BYTES, 3 * BYTES)).containsOnly(0);
    }

    private static byte[] next(Padding padding) throws GeneralSecurityException {
        byte[] bytes = new byte[BYTES];
        padding.fill(bytes, 0, BYTES);
        return bytes;
    }
}
