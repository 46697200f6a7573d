package io.genkan.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.genkan.access.TunnelRequest;
import io.genkan.access.TunnelRequest.Layer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/// Any bytes as what asks for a tunnel.
class TunnelOpenRequestFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void takesOnlyWhatItCanWriteAgain(byte[] bytes) {
        TunnelOpenRequest.parse(new ByteArrayBuffer(bytes))
                .request()
                .ifPresent(request -> assertThat(written(request)).isEqualTo(bytes));
    }

    private static byte[] written(TunnelRequest request) {
        ByteArrayBuffer buffer = new ByteArrayBuffer();
        buffer.putUInt(request.layer() == Layer.ETHERNET ? 2 : 1);
        buffer.putUInt(request.unit().map(unit -> (long) unit.number()).orElse(0x7fffffffL));
        return buffer.getCompactData();
    }
}
