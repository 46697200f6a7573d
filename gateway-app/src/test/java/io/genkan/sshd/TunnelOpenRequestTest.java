package io.genkan.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.access.TunnelRequest;
import io.genkan.access.TunnelRequest.Layer;
import io.genkan.net.TunnelUnit;
import java.util.Optional;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TunnelOpenRequestTest {
    private static final long ANY = 0x7fffffffL;

    @ParameterizedTest
    @CsvSource({"1, POINT_TO_POINT, 0", "1, POINT_TO_POINT, 7", "1, POINT_TO_POINT, 9999", "2, ETHERNET, 7"})
    void readsLayerAndUnit(long mode, Layer layer, int unit) {
        assertThat(parse(mode, unit)).contains(new TunnelRequest(layer, Optional.of(new TunnelUnit(unit))));
    }

    @ParameterizedTest
    @CsvSource({"1, POINT_TO_POINT", "2, ETHERNET"})
    void readsAny(long mode, Layer layer) {
        assertThat(parse(mode, ANY)).contains(new TunnelRequest(layer, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 0x7fffffffL, 0x80000001L, 0xffffffffL, 0x01000000L})
    void refusesOtherModes(long mode) {
        assertThat(parse(mode, 7)).isEmpty();
        assertThat(parse(mode, ANY)).isEmpty();
    }

    /// Among them SSH_TUNID_ERR, 0x7ffffffe, and what is negative as an int.
    @ParameterizedTest
    @ValueSource(longs = {10_000, 0x7ffffffeL, 0x80000000L, 0xffffffffL, 0x80000007L})
    void refusesOtherUnits(long unit) {
        assertThat(parse(1, unit)).isEmpty();
    }

    @Test
    void refusesEveryOtherLength() {
        byte[] bytes = {0, 0, 0, 1, 0, 0, 0, 7, 0, 0, 0, 0};
        for (int length = 0; length <= bytes.length; length++) {
            Optional<TunnelRequest> request = TunnelOpenRequest.parse(new ByteArrayBuffer(bytes, 0, length))
                    .request();
            assertThat(request.isPresent()).as("%d bytes", length).isEqualTo(length == 8);
        }
    }

    private static Optional<TunnelRequest> parse(long mode, long unit) {
        ByteArrayBuffer buffer = new ByteArrayBuffer();
        buffer.putUInt(mode);
        buffer.putUInt(unit);
        return TunnelOpenRequest.parse(buffer).request();
    }
}
