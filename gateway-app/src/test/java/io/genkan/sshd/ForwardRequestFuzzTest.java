package io.genkan.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/// Any bytes as what asks for a TCP connection.
class ForwardRequestFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void takesOnlyWhatCouldBeAPlace(byte[] bytes) {
        ForwardRequest.parse(new ByteArrayBuffer(bytes)).ifPresent(request -> {
            assertThat(request.port()).isBetween(1, 65_535);
            assertThat(request.host()).isNotEmpty().hasSizeLessThanOrEqualTo(253);
        });
    }
}
