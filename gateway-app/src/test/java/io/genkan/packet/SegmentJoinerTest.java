package io.genkan.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentJoinerTest {
    private static final int ACK = TcpSegment.ACK;
    private static final int PSH_ACK = TcpSegment.ACK | TcpSegment.PSH;
    private static final int MSS = 1448;
    private static final int FIRST = 0x7fff_fff0;

    private final SegmentJoiner joiner = new SegmentJoiner();
    private final LargePacketHeader header = new LargePacketHeader();
    private final Segments segments = new Segments(false, false);
    private final Random random = new Random(3);

    /// What is joined is cut again into the very same packets.
    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void joinsWhatCanBeCutAgain(boolean version6, boolean ethernet) {
        Segments made = new Segments(version6, ethernet);
        List<ByteBuffer> packets = new ArrayList<>();
        int sequence = FIRST;
        for (int i = 0; i < 40; i++) {
            boolean last = i == 39;
            byte[] payload = bytes(last ? 777 : MSS);
            packets.add(made.of(last ? PSH_ACK : ACK, sequence, payload));
            sequence += payload.length;
        }
        join(packets, ethernet);
        ByteBuffer large = joiner.finish(header);
        assertThat(header.isLarge()).isTrue();
        assertThat(header.segmentBytes()).isEqualTo(MSS);
        assertThat(cut(large, ethernet)).isEqualTo(packets);
    }

    @Test
    void leavesALoneSegmentAsItIs() {
        ByteBuffer packet = segments.of(PSH_ACK, FIRST, bytes(100));
        join(List.of(packet), false);
        assertThat(joiner.finish(header)).isEqualTo(packet);
        assertThat(header.isLarge()).isFalse();
        assertThat(joiner.isEmpty()).isTrue();
    }

    @Test
    void endsWithAShorterSegment() {
        join(List.of(segments.of(ACK, 0, bytes(MSS)), segments.of(ACK, MSS, bytes(10))), false);
        assertThat(append(segments.of(ACK, MSS + 10, bytes(10)))).isFalse();
    }

    @Test
    void endsWithAPush() {
        join(List.of(segments.of(ACK, 0, bytes(MSS)), segments.of(PSH_ACK, MSS, bytes(MSS))), false);
        assertThat(append(segments.of(ACK, 2 * MSS, bytes(MSS)))).isFalse();
    }

    @Test
    void refusesAGapALongerSegmentAndWhatHasOtherHeaders() {
        join(List.of(segments.of(ACK, 0, bytes(MSS))), false);
        assertThat(append(segments.of(ACK, MSS + 1, bytes(MSS)))).as("gap").isFalse();
        assertThat(append(segments.of(ACK, 0, bytes(MSS)))).as("repetition").isFalse();
        assertThat(append(segments.of(ACK, MSS, bytes(MSS + 1)))).as("longer").isFalse();
        for (int at : new int[] {1, 8, 20 + 8, 20 + 14, 20 + 24}) {
            assertThat(append(changed(segments.of(ACK, MSS, bytes(MSS)), at)))
                    .as("another byte %d", at)
                    .isFalse();
        }
        assertThat(append(new Segments(false, false).acknowledging(9_001).of(ACK, MSS, bytes(MSS))))
                .as("another acknowledgment")
                .isFalse();
        assertThat(append(segments.of(ACK, MSS, bytes(MSS))))
                .as("the right one")
                .isTrue();
    }

    /// The large packet gets new checksums: a damaged segment must not come out of it sound.
    @Test
    void refusesWhatIsDamaged() {
        join(List.of(segments.of(ACK, 0, bytes(MSS))), false);
        assertThat(append(changed(segments.of(ACK, MSS, bytes(MSS)), 900))).isFalse();
        joiner.finish(header);
        join(List.of(changed(segments.of(ACK, 0, bytes(MSS)), 900)), false);
        assertThat(append(segments.of(ACK, MSS, bytes(MSS))))
                .as("behind a damaged one")
                .isFalse();
    }

    @Test
    void holdsNoMoreThanAnIpPacketCan() {
        join(List.of(segments.of(ACK, 0, bytes(MSS))), false);
        int sequence = MSS;
        while (append(segments.of(ACK, sequence, bytes(MSS)))) {
            sequence += MSS;
        }
        assertThat(joiner.finish(header).remaining()).isBetween(65_535 - MSS, 65_535);
    }

    @Test
    void tellsConnectionsApart() {
        join(List.of(segments.of(ACK, 0, bytes(MSS))), false);
        assertThat(joiner.isSameConnection(view(segments.of(TcpSegment.FIN | ACK, 5, bytes(0)))))
                .isTrue();
        assertThat(joiner.isSameConnection(view(segments.from(40_001).of(ACK, MSS, bytes(MSS)))))
                .isFalse();
        assertThat(joiner.isSameConnection(view(new Segments(true, false).of(ACK, MSS, bytes(MSS)))))
                .isFalse();
    }

    @Test
    void knowsWhatIsNotJoinable() {
        assertThat(SegmentJoiner.isJoinable(view(segments.of(ACK, 0, bytes(1)))))
                .isTrue();
        assertThat(SegmentJoiner.isJoinable(view(segments.of(ACK, 0, bytes(0)))))
                .isFalse();
        for (int flag : new int[] {0x01, 0x02, 0x04, 0x20, 0x40, 0x80}) {
            assertThat(SegmentJoiner.isJoinable(view(segments.of(ACK | flag, 0, bytes(1)))))
                    .as("flag %x", flag)
                    .isFalse();
        }
        ByteBuffer mayBeFragmented = segments.of(ACK, 0, bytes(1)).putShort(6, (short) 0);
        assertThat(SegmentJoiner.isJoinable(view(mayBeFragmented))).isFalse();
    }

    @Test
    void looksAtNothingButWholeTcpPackets() {
        ByteBuffer packet = segments.of(ACK, 0, bytes(10));
        for (UnaryOperator<ByteBuffer> broken : List.<UnaryOperator<ByteBuffer>>of(
                p -> p.put(0, (byte) 0x46),
                p -> p.put(9, (byte) 17),
                p -> p.putShort(6, (short) 0x2000),
                p -> p.putShort(6, (short) 1),
                p -> p.putShort(2, (short) 61),
                p -> p.put(20 + 12, (byte) 0x40),
                p -> p.put(20 + 12, (byte) 0xf0),
                p -> p.limit(39),
                p -> p.limit(0))) {
            assertThat(new TcpSegment().over(broken.apply(copy(packet)), false)).isFalse();
        }
        assertThat(new TcpSegment().over(packet, true)).as("no Ethernet frame").isFalse();
    }

    private void join(List<ByteBuffer> packets, boolean ethernet) {
        for (ByteBuffer packet : packets) {
            TcpSegment segment = new TcpSegment();
            assertThat(segment.over(packet, ethernet)).isTrue();
            if (joiner.isEmpty()) {
                joiner.begin(segment, ethernet);
            } else {
                assertThat(joiner.append(segment)).isTrue();
            }
        }
    }

    private boolean append(ByteBuffer packet) {
        return joiner.append(view(packet));
    }

    private static TcpSegment view(ByteBuffer packet) {
        TcpSegment segment = new TcpSegment();
        assertThat(segment.over(packet, false)).isTrue();
        return segment;
    }

    private static List<ByteBuffer> cut(ByteBuffer large, boolean ethernet) {
        SegmentSplitter splitter = new SegmentSplitter();
        assertThat(splitter.begin(large, ethernet, MSS)).isTrue();
        List<ByteBuffer> packets = new ArrayList<>();
        ByteBuffer into = ByteBuffer.allocateDirect(2000);
        while (splitter.next(into)) {
            packets.add(copy(into));
        }
        return packets;
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocateDirect(bytes.remaining())
                .put(bytes.duplicate())
                .flip();
    }

    private static ByteBuffer changed(ByteBuffer packet, int at) {
        return packet.put(at, (byte) (packet.get(at) ^ 1));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
