package io.genkan.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;

/// Any bytes as a datagram. `lab/fuzz` looks for more; what it found is kept in the resources and run each time.
class TunnelFramingFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void takesOnlyWhatItCanName(byte[] bytes) {
        ByteBuffer datagram = ByteBuffer.wrap(bytes);
        if (TunnelFraming.unwrap(datagram) == TunnelFraming.Datagram.PACKET) {
            assertThat(datagram.position()).isEqualTo(TunnelFraming.HEADER_BYTES);
            assertThat(TunnelFraming.familyOf(datagram))
                    .isEqualTo(ByteBuffer.wrap(bytes).getInt());
            assertThat(datagram.remaining()).isGreaterThanOrEqualTo(20);
        }
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        assertThat(TunnelFraming.isFrame(frame)).isEqualTo(bytes.length >= 14);
        assertThat(frame.position()).isZero();
    }
}
