package io.genkan.packet;

import java.nio.ByteBuffer;

/// Puts consecutive TCP segments of one connection together to a large packet, which the kernel takes through routing,
/// rules and address translation once, and not once per segment; what it does itself with what a network card receives
/// (generic receive offload).
///
/// Joined is only what can be cut again into the very same packets: the same headers but for what counts them, one
/// segment's payload directly behind the other's, each as long as the first, but the last. And only what has its
/// checksums right: the large packet's is made anew, which would make a damaged segment look sound.
public final class SegmentJoiner {
    /// The longest IP packet, behind an Ethernet header.
    private static final int CAPACITY = 65_535 + 14;

    private static final int LONGEST_IP_PACKET = 65_535;
    private static final int IPV4_LENGTH = 2;
    private static final int IPV4_FRAGMENT = 6;
    private static final int IPV4_DO_NOT_FRAGMENT = 0x4000;
    private static final int IPV4_TTL_AND_PROTOCOL = 8;
    private static final int IPV4_CHECKSUM = 10;
    private static final int IPV6_LENGTH = 4;
    private static final int IPV6_PROTOCOL_AND_HOPS = 6;

    private final ByteBuffer joined = ByteBuffer.allocateDirect(CAPACITY);
    private final TcpSegment first = new TcpSegment();
    private int segments;
    private int segmentBytes;
    private int nextSequence;
    private boolean ended;
    private boolean intact;

    /// Whether a segment may be part of a large packet: it carries data, has no flags but ACK and PSH, and an IPv4
    /// packet is not to be fragmented, so that its identification means nothing (RFC 6864).
    public static boolean isJoinable(TcpSegment segment) {
        return (segment.flags() & ~TcpSegment.PSH) == TcpSegment.ACK
                && segment.payloadBytes() > 0
                && (segment.isVersion6()
                        || segment.bytes().getShort(segment.ip() + IPV4_FRAGMENT) == IPV4_DO_NOT_FRAGMENT);
    }

    /// Whether nothing is in it.
    public boolean isEmpty() {
        return segments == 0;
    }

    /// How many segments are in it.
    public int segments() {
        return segments;
    }

    /// Begins with a joinable segment; copies it.
    ///
    /// @param ethernet whether an Ethernet header stands in front
    public void begin(TcpSegment segment, boolean ethernet) {
        int bytes = segment.bytes().remaining();
        joined.clear().limit(bytes);
        joined.put(0, segment.bytes(), segment.start(), bytes);
        first.over(joined, ethernet);
        segments = 1;
        segmentBytes = segment.payloadBytes();
        nextSequence = segment.sequence() + segmentBytes;
        ended = (segment.flags() & TcpSegment.PSH) != 0;
        intact = false;
    }

    /// Whether a segment belongs to the connection whose segments are in here.
    public boolean isSameConnection(TcpSegment segment) {
        return first.isSameConnection(segment);
    }

    /// Appends a joinable segment of the same connection, if it continues what is in here.
    ///
    /// @return whether it did
    public boolean append(TcpSegment segment) {
        int bytes = segment.payloadBytes();
        int length = joined.limit();
        if (ended
                || segment.sequence() != nextSequence
                || bytes > segmentBytes
                || length - first.ip() + bytes > LONGEST_IP_PACKET
                || !sameHeaders(segment)
                || !areIntact(segment)) {
            return false;
        }
        joined.limit(length + bytes);
        joined.put(length, segment.bytes(), segment.payload(), bytes);
        segments++;
        nextSequence += bytes;
        boolean push = (segment.flags() & TcpSegment.PSH) != 0;
        if (push) {
            joined.put(first.tcp() + TcpSegment.FLAGS, (byte) (TcpSegment.ACK | TcpSegment.PSH));
        }
        ended = push || bytes < segmentBytes;
        return true;
    }

    private boolean areIntact(TcpSegment segment) {
        intact = intact || first.isIntact();
        return intact && segment.isIntact();
    }

    /// Everything but lengths, checksums, the identification, the sequence number and PSH.
    private boolean sameHeaders(TcpSegment segment) {
        int ethernet = segment.ip() - segment.start();
        int options = segment.payload() - segment.tcp() - TcpSegment.TCP_HEADER;
        return options == first.payload() - first.tcp() - TcpSegment.TCP_HEADER
                && same(segment, segment.start(), first.start(), ethernet)
                && sameIpHeaders(segment)
                && same(segment, segment.tcp() + TcpSegment.ACKNOWLEDGMENT, first.tcp() + TcpSegment.ACKNOWLEDGMENT, 4)
                && same(segment, segment.tcp() + TcpSegment.WINDOW, first.tcp() + TcpSegment.WINDOW, 2)
                && same(segment, segment.tcp() + TcpSegment.TCP_HEADER, first.tcp() + TcpSegment.TCP_HEADER, options);
    }

    private boolean sameIpHeaders(TcpSegment segment) {
        int at = segment.ip();
        int own = first.ip();
        return segment.isVersion6()
                ? same(segment, at, own, IPV6_LENGTH)
                        && same(segment, at + IPV6_PROTOCOL_AND_HOPS, own + IPV6_PROTOCOL_AND_HOPS, 2)
                : same(segment, at, own, IPV4_LENGTH)
                        && same(segment, at + IPV4_TTL_AND_PROTOCOL, own + IPV4_TTL_AND_PROTOCOL, 2);
    }

    private boolean same(TcpSegment segment, int at, int own, int length) {
        return segment.isSame(first, at, own, length);
    }

    /// Ends the packet and empties this; the packet stays as it is until the next {@link #begin}.
    ///
    /// @param header told what the kernel has to know of it
    /// @return from position 0 to the limit; with more than one segment its TCP checksum is that of the pseudo
    ///     header alone, which whoever cuts it completes
    public ByteBuffer finish(LargePacketHeader header) {
        if (segments == 1) {
            header.clear();
        } else {
            finishIp();
            int tcpBytes = joined.limit() - first.tcp();
            joined.putShort(
                    first.tcp() + TcpSegment.CHECKSUM, (short) InternetChecksum.fold(first.pseudoHeader(tcpBytes)));
            header.describe(first, segmentBytes);
        }
        segments = 0;
        return joined;
    }

    private void finishIp() {
        int ip = first.ip();
        int end = joined.limit();
        if (first.isVersion6()) {
            joined.putShort(ip + IPV6_LENGTH, (short) (end - first.tcp()));
            return;
        }
        joined.putShort(ip + IPV4_LENGTH, (short) (end - ip));
        joined.putShort(ip + IPV4_CHECKSUM, (short) 0);
        joined.putShort(
                ip + IPV4_CHECKSUM, InternetChecksum.of(InternetChecksum.sum(joined, ip, TcpSegment.IPV4_HEADER)));
    }
}
