package io.genkan.packet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What the kernel says of a packet, or is told: that its checksum is still to be made, and that it stands for several
/// TCP segments. A struct virtio_net_hdr (linux/virtio_net.h).
public final class LargePacketHeader {
    /// sizeof(struct virtio_net_hdr).
    public static final int BYTES = 10;

    /// VIRTIO_NET_HDR_F_NEEDS_CSUM
    private static final int NEEDS_CHECKSUM = 1;

    /// VIRTIO_NET_HDR_GSO_NONE
    private static final int ONE_PACKET = 0;

    /// VIRTIO_NET_HDR_GSO_TCPV4
    private static final int TCP_IPV4 = 1;

    /// VIRTIO_NET_HDR_GSO_TCPV6
    private static final int TCP_IPV6 = 4;

    /// VIRTIO_NET_HDR_GSO_ECN: the first segment alone keeps CWR.
    private static final int ECN = 0x80;

    private static final int FLAGS = 0;
    private static final int KIND = 1;
    private static final int HEADER_LENGTH = 2;
    private static final int SEGMENT_BYTES = 4;
    private static final int CHECKSUM_START = 6;
    private static final int CHECKSUM_OFFSET = 8;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES).order(ByteOrder.nativeOrder());

    /// The struct itself, for the kernel.
    public ByteBuffer bytes() {
        return bytes;
    }

    /// Says that nothing is special about a packet.
    public void clear() {
        bytes.putLong(0, 0).putShort(Long.BYTES, (short) 0);
    }

    void describe(TcpSegment first, int segmentBytes) {
        int start = first.start();
        bytes.put(FLAGS, (byte) NEEDS_CHECKSUM);
        bytes.put(KIND, (byte) (first.isVersion6() ? TCP_IPV6 : TCP_IPV4));
        bytes.putShort(HEADER_LENGTH, (short) (first.payload() - start));
        bytes.putShort(SEGMENT_BYTES, (short) segmentBytes);
        bytes.putShort(CHECKSUM_START, (short) (first.tcp() - start));
        bytes.putShort(CHECKSUM_OFFSET, (short) TcpSegment.CHECKSUM);
    }

    /// Whether the packet stands for several TCP segments.
    public boolean isLarge() {
        return (bytes.get(KIND) & ~ECN) != ONE_PACKET;
    }

    /// The payload of each segment but the last; 0 if these are not TCP segments, which was not asked for.
    public int segmentBytes() {
        int kind = bytes.get(KIND) & ~ECN;
        return kind == TCP_IPV4 || kind == TCP_IPV6 ? bytes.getShort(SEGMENT_BYTES) & 0xffff : 0;
    }

    /// Completes the checksum of a single packet, if the kernel has left that to us.
    ///
    /// @param packet from position to limit
    /// @return false if the header points outside of the packet
    public boolean completeChecksum(ByteBuffer packet) {
        if ((bytes.get(FLAGS) & NEEDS_CHECKSUM) == 0) {
            return true;
        }
        int start = packet.position() + (bytes.getShort(CHECKSUM_START) & 0xffff);
        int at = start + (bytes.getShort(CHECKSUM_OFFSET) & 0xffff);
        if (at + Short.BYTES > packet.limit()) {
            return false;
        }
        // The sum of the pseudo header stands where the checksum is to be.
        short checksum = InternetChecksum.of(InternetChecksum.sum(packet, start, packet.limit() - start));
        // In UDP, 0 means that there is none; the other way to write it says the same.
        packet.putShort(at, checksum == 0 ? (short) 0xffff : checksum);
        return true;
    }
}
