package io.genkan.packet;

import java.nio.ByteBuffer;

/// Cuts a large packet, which the kernel has put together out of a TCP connection's segments, into the packets that it
/// stands for; what a network card does when TCP segmentation is left to it.
public final class SegmentSplitter {
    private static final int IPV4_LENGTH = 2;
    private static final int IPV4_IDENTIFICATION = 4;
    private static final int IPV4_CHECKSUM = 10;
    private static final int IPV6_LENGTH = 4;

    private final TcpSegment whole = new TcpSegment();
    private int segmentBytes;
    private int done;
    private int total;

    /// Begins with a large packet, which must stay as it is until {@link #next} has returned false.
    ///
    /// @param large from position to limit
    /// @param ethernet whether an Ethernet header stands in front
    /// @param bytesPerSegment the payload of each packet but the last
    /// @return whether it is TCP and so can be cut
    public boolean begin(ByteBuffer large, boolean ethernet, int bytesPerSegment) {
        done = 0;
        total = 0;
        if (bytesPerSegment <= 0 || !whole.over(large, ethernet)) {
            return false;
        }
        segmentBytes = bytesPerSegment;
        total = whole.payloadBytes();
        return true;
    }

    /// Builds the next packet.
    ///
    /// @param into cleared and filled, from position 0 to the limit; has room
    /// @return false if there is none left
    public boolean next(ByteBuffer into) {
        if (done >= total) {
            return false;
        }
        ByteBuffer large = whole.bytes();
        int bytes = Math.min(segmentBytes, total - done);
        int headers = whole.payload() - whole.start();
        into.clear().limit(headers + bytes);
        into.put(0, large, whole.start(), headers);
        into.put(headers, large, whole.payload() + done, bytes);
        fixIp(into, whole.ip() - whole.start(), headers + bytes);
        fixTcp(into, whole.tcp() - whole.start(), done + bytes == total);
        done += bytes;
        return true;
    }

    private void fixIp(ByteBuffer packet, int ip, int end) {
        if (whole.isVersion6()) {
            packet.putShort(ip + IPV6_LENGTH, (short) (end - ip - TcpSegment.IPV6_HEADER));
            return;
        }
        int number = done / segmentBytes;
        packet.putShort(ip + IPV4_LENGTH, (short) (end - ip));
        packet.putShort(ip + IPV4_IDENTIFICATION, (short) (packet.getShort(ip + IPV4_IDENTIFICATION) + number));
        packet.putShort(ip + IPV4_CHECKSUM, (short) 0);
        packet.putShort(
                ip + IPV4_CHECKSUM, InternetChecksum.of(InternetChecksum.sum(packet, ip, TcpSegment.IPV4_HEADER)));
    }

    private void fixTcp(ByteBuffer packet, int tcp, boolean last) {
        int flags = whole.flags();
        if (done > 0) {
            flags &= ~TcpSegment.CWR;
        }
        if (!last) {
            flags &= ~(TcpSegment.FIN | TcpSegment.PSH);
        }
        int bytes = packet.limit() - tcp;
        packet.putInt(tcp + TcpSegment.SEQUENCE, whole.sequence() + done);
        packet.put(tcp + TcpSegment.FLAGS, (byte) flags);
        packet.putShort(tcp + TcpSegment.CHECKSUM, (short) 0);
        long sum = whole.pseudoHeader(bytes) + InternetChecksum.sum(packet, tcp, bytes);
        packet.putShort(tcp + TcpSegment.CHECKSUM, InternetChecksum.of(sum));
    }
}
