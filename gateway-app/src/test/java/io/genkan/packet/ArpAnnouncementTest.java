package io.genkan.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ArpAnnouncementTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void asksEverybodyForItsOwnAddress() {
        ByteBuffer frame = ByteBuffer.allocate(ArpAnnouncement.LENGTH);
        frame.putLong(0x6b6b6b6b6b6b6b6bL);

        ArpAnnouncement.write(frame, HEX.parseHex("fe0102030405"), HEX.parseHex("c0a86431"));

        assertThat(frame.remaining()).isEqualTo(60);
        assertThat(HEX.formatHex(frame.array()))
                .isEqualTo("ffffffffffff" + "fe0102030405" + "0806"
                        + "0001" + "0800" + "06" + "04" + "0001"
                        + "fe0102030405" + "c0a86431" + "000000000000" + "c0a86431"
                        + "00".repeat(18));
    }
}
