package io.genkan.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.ssh.TunnelFraming.Datagram;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TunnelFramingTest {
    /// Family, first byte and length of the shortest and longest packets.
    @ParameterizedTest
    @CsvSource({"2, 0x45, 20", "2, 0x4f, 60", "2, 0x45, 65535", "24, 0x60, 40", "24, 0x6f, 65535"})
    void unwrapsWhatItNames(int family, int firstByte, int length) {
        ByteBuffer packet = packet(firstByte, length);
        assertThat(TunnelFraming.familyOf(packet)).isEqualTo(family);
        assertThat(packet.position()).as("nothing is consumed").isZero();

        ByteBuffer datagram = datagram(family, packet);
        assertThat(TunnelFraming.unwrap(datagram)).isEqualTo(Datagram.PACKET);
        assertThat(datagram).isEqualTo(packet);
    }

    @ParameterizedTest
    @CsvSource({"0x45, 0", "0x45, 1", "0x45, 19", "0x60, 39", "0x60, 20", "0x00, 40", "0x50, 40", "0xf5, 40", "0x12, 40"
    })
    void namesNoFamilyForWhatIsNoPacket(int firstByte, int length) {
        assertThat(TunnelFraming.familyOf(packet(firstByte, length))).isEqualTo(-1);
    }

    @Test
    void looksOnlyBetweenPositionAndLimit() {
        ByteBuffer framed = ByteBuffer.allocateDirect(100);
        framed.put(30, (byte) 0x60);
        framed.position(30).limit(69);
        assertThat(TunnelFraming.familyOf(framed)).isEqualTo(-1);
        framed.limit(70);
        assertThat(TunnelFraming.familyOf(framed)).isEqualTo(24);
    }

    @Test
    void refusesADatagramWithoutAWholeHeader() {
        for (int length = 0; length < TunnelFraming.HEADER_BYTES; length++) {
            assertThat(TunnelFraming.unwrap(ByteBuffer.allocate(length))).isEqualTo(Datagram.MALFORMED);
        }
    }

    /// Linux's own number for IPv6 is 10; other values are what broken or hostile clients send.
    @ParameterizedTest
    @CsvSource({
        "24, 0x45, 20",
        "2, 0x60, 40",
        "10, 0x60, 40",
        "0, 0x45, 20",
        "1, 0x45, 20",
        "-1, 0x45, 20",
        "-2147483646, 0x45, 20",
        "33554432, 0x45, 20",
        "65538, 0x45, 20"
    })
    void refusesAFamilyThatIsNotThePackets(int family, int firstByte, int length) {
        assertThat(TunnelFraming.unwrap(datagram(family, packet(firstByte, length))))
                .isEqualTo(Datagram.WRONG_FAMILY);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0x00, 20", "2, 0x45, 19", "2, 0x45, 0", "24, 0x60, 39", "2, 0x55, 40"})
    void refusesWhatIsNoPacket(int family, int firstByte, int length) {
        assertThat(TunnelFraming.unwrap(datagram(family, packet(firstByte, length))))
                .isEqualTo(Datagram.MALFORMED);
    }

    @Test
    void takesWhatHasAWholeEthernetHeaderForAFrame() {
        assertThat(TunnelFraming.isFrame(packet(0, 13))).isFalse();
        assertThat(TunnelFraming.isFrame(packet(0, 14))).isTrue();
    }

    private static ByteBuffer packet(int firstByte, int length) {
        ByteBuffer packet = ByteBuffer.allocate(length);
        if (length > 0) {
            packet.put(0, (byte) firstByte);
        }
        return packet;
    }

    private static ByteBuffer datagram(int family, ByteBuffer packet) {
        return ByteBuffer.allocate(TunnelFraming.HEADER_BYTES + packet.remaining())
                .putInt(family)
                .put(packet.duplicate())
                .flip();
    }
}
