package io.genkan.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentSplitterTest {
    private static final int FLAGS = 20 + 13;

    private final SegmentSplitter splitter = new SegmentSplitter();
    private final ByteBuffer into = ByteBuffer.allocateDirect(70_000);

    /// FIN and PSH belong to the last, CWR to the first (RFC 3168 §6.1.2).
    @Test
    void givesEachSegmentItsFlags() {
        int all = TcpSegment.ACK | TcpSegment.FIN | TcpSegment.PSH | TcpSegment.CWR;
        assertThat(splitter.begin(new Segments(false, false).of(all, 0, new byte[2500]), false, 1000))
                .isTrue();
        List<Integer> flags = new ArrayList<>();
        while (splitter.next(into)) {
            flags.add(into.get(FLAGS) & 0xff);
            assertThat(view(into).isIntact()).isTrue();
        }
        assertThat(flags)
                .containsExactly(
                        TcpSegment.ACK | TcpSegment.CWR,
                        TcpSegment.ACK,
                        TcpSegment.ACK | TcpSegment.FIN | TcpSegment.PSH);
    }

    @Test
    void refusesWhatCannotBeCut() {
        ByteBuffer udp =
                new Segments(false, false).of(TcpSegment.ACK, 0, new byte[100]).put(9, (byte) 17);
        assertThat(splitter.begin(udp, false, 50)).isFalse();
        assertThat(splitter.next(into)).isFalse();
        assertThat(splitter.begin(new Segments(false, false).of(TcpSegment.ACK, 0, new byte[9]), false, 0))
                .isFalse();
        assertThat(splitter.next(into)).isFalse();
    }

    /// The kernel leaves the checksum of a single packet to us, too: where it is to be stands the pseudo header's sum.
    @Test
    void completesAChecksum() {
        ByteBuffer packet = new Segments(false, false).of(TcpSegment.ACK, 77, new byte[] {1, 2, 3});
        short right = packet.getShort(20 + 16);
        int pseudo = Segments.slowSum(packet, 12, 8, 6 + packet.limit() - 20);
        packet.putShort(20 + 16, (short) pseudo);
        LargePacketHeader header = new LargePacketHeader();
        header.clear();
        assertThat(header.completeChecksum(packet)).isTrue();
        assertThat(packet.getShort(20 + 16)).isEqualTo((short) pseudo);
        header.bytes().put(0, (byte) 1).putShort(6, (short) 20).putShort(8, (short) 16);
        assertThat(header.completeChecksum(packet)).isTrue();
        assertThat(packet.getShort(20 + 16)).isEqualTo(right);
        header.bytes().putShort(6, (short) 60);
        assertThat(header.completeChecksum(packet)).as("outside of the packet").isFalse();
    }

    private static TcpSegment view(ByteBuffer packet) {
        TcpSegment segment = new TcpSegment();
        assertThat(segment.over(packet, false)).isTrue();
        return segment;
    }
}
