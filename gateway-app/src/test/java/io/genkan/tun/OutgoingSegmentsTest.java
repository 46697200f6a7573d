package io.genkan.tun;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.packet.Segments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutgoingSegmentsTest {
    private static final int ACK = 0x10;
    private static final int FIN = 0x01;
    private static final int DATA = 1000;

    private final List<ByteBuffer> taken = new ArrayList<>();
    private final OutgoingSegments outgoing = new OutgoingSegments(this::take, false);
    private final Segments one = new Segments(false, false);
    private final Segments other = new Segments(false, false).from(50_000);
    private boolean full;

    private boolean take(ByteBuffer header, ByteBuffer packet) {
        if (!full) {
            taken.add(ByteBuffer.allocate(packet.remaining())
                    .put(packet.duplicate())
                    .flip());
        }
        return !full;
    }

    @Test
    void joinsEachConnectionForItself() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThat(outgoing.write(one.of(ACK, i * DATA, new byte[DATA]))).isTrue();
            assertThat(outgoing.write(other.of(ACK, i * DATA, new byte[DATA]))).isTrue();
        }
        assertThat(taken).isEmpty();
        assertThat(outgoing.flush()).isZero();
        assertThat(taken).extracting(ByteBuffer::remaining).containsExactly(52 + 3 * DATA, 52 + 3 * DATA);
        assertThat(outgoing.flush()).isZero();
        assertThat(taken).hasSize(2);
    }

    @Test
    void overtakesNothingWithinAConnection() throws IOException {
        outgoing.write(one.of(ACK, 0, new byte[DATA]));
        outgoing.write(one.of(ACK | FIN, DATA, new byte[0]));
        outgoing.write(one.of(ACK, DATA + 1, new byte[0]));
        outgoing.write(one.of(ACK, DATA + 1, new byte[DATA]));
        outgoing.flush();
        assertThat(taken).extracting(OutgoingSegmentsTest::kind).containsExactly("data", "fin", "pure", "data");
    }

    @Test
    void makesRoomForAFifthConnection() throws IOException {
        for (int port = 1; port <= 5; port++) {
            outgoing.write(new Segments(false, false).from(port).of(ACK, 0, new byte[DATA]));
        }
        assertThat(taken).hasSize(1);
        outgoing.flush();
        assertThat(taken).hasSize(5);
    }

    @Test
    void leavesOutAnAcknowledgmentThatALaterOneContains() throws IOException {
        for (int number = 1; number <= 10; number++) {
            outgoing.write(one.acknowledging(number * DATA).of(ACK, 5, new byte[0]));
        }
        outgoing.flush();
        assertThat(taken)
                .singleElement()
                .satisfies(packet -> assertThat(packet.getInt(20 + 8)).isEqualTo(10 * DATA));
    }

    /// Three of the same number make the other side send again what is lost (RFC 5681 §3.2).
    @Test
    void keepsRepeatedAcknowledgments() throws IOException {
        for (int i = 0; i < 4; i++) {
            outgoing.write(one.acknowledging(DATA).of(ACK, 5, new byte[0]));
        }
        outgoing.write(one.acknowledging(DATA - 1).of(ACK, 5, new byte[0]));
        outgoing.flush();
        assertThat(taken).hasSize(5);
    }

    @Test
    void keepsWhatSaysMoreThanReceivedUpToHere() throws IOException {
        outgoing.write(one.acknowledging(1).of(ACK, 5, new byte[0]));
        // Selective acknowledgment in the place of the time stamp's.
        outgoing.write(one.acknowledging(2).of(ACK, 5, new byte[0]).put(20 + 22, (byte) 5));
        outgoing.write(one.acknowledging(3).of(ACK | 0x40, 5, new byte[0]));
        outgoing.write(one.acknowledging(4).of(ACK, 5, new byte[0]));
        outgoing.flush();
        assertThat(taken).hasSize(4);
    }

    @Test
    void doesNotBelieveADamagedAcknowledgment() throws IOException {
        outgoing.write(one.acknowledging(1000).of(ACK, 5, new byte[0]));
        ByteBuffer damaged = one.acknowledging(2000).of(ACK, 5, new byte[0]);
        outgoing.write(damaged.put(20 + 14, (byte) 99));
        outgoing.flush();
        assertThat(taken).hasSize(2);
    }

    @Test
    void countsWhatTheKernelDidNotTake() throws IOException {
        full = true;
        outgoing.write(one.of(ACK, 0, new byte[DATA]));
        outgoing.write(one.of(ACK, DATA, new byte[DATA]));
        outgoing.write(other.of(ACK, 0, new byte[0]));
        assertThat(outgoing.flush()).isEqualTo(3);
        assertThat(outgoing.flush()).isZero();
        assertThat(outgoing.write(ByteBuffer.allocateDirect(5))).isFalse();
    }

    private static String kind(ByteBuffer packet) {
        int flags = packet.get(20 + 13);
        if ((flags & FIN) != 0) {
            return "fin";
        }
        return packet.remaining() > 52 ? "data" : "pure";
    }
}
