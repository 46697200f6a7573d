package io.genkan.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InternetChecksumTest {
    /// The example of RFC 1071 §3.
    @Test
    void sumsTheExample() {
        ByteBuffer bytes = ByteBuffer.wrap(
                new byte[] {0x00, 0x01, (byte) 0xf2, 0x03, (byte) 0xf4, (byte) 0xf5, (byte) 0xf6, (byte) 0xf7});
        assertThat(InternetChecksum.fold(InternetChecksum.sum(bytes, 0, 8))).isEqualTo(0xddf2);
    }

    @Test
    void sumsEveryLengthAsWordByWord() {
        byte[] random = new byte[2000];
        new Random(1).nextBytes(random);
        ByteBuffer bytes = ByteBuffer.wrap(random);
        for (int length = 0; length < 1600; length++) {
            assertThat(InternetChecksum.fold(InternetChecksum.sum(bytes, length % 7, length)))
                    .as("%d bytes", length)
                    .isEqualTo(Segments.slowSum(bytes, length % 7, length, 0));
        }
    }

    @Test
    void sumsTheLargestWithoutLosingACarry() {
        byte[] ones = new byte[65_535];
        Arrays.fill(ones, (byte) 0xff);
        assertThat(InternetChecksum.fold(InternetChecksum.sum(ByteBuffer.wrap(ones), 0, ones.length)))
                .isEqualTo(Segments.slowSum(ByteBuffer.wrap(ones), 0, ones.length, 0));
    }
}
