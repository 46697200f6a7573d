package io.genkan.packet;

import java.nio.ByteBuffer;

/// Where things stand in a packet that carries a TCP segment: a view that is laid over one packet after the other,
/// since the packet path makes no objects.
///
/// IPv4 without options and IPv6 without extension headers, not a fragment, exactly as long as its header says.
/// Anything else is another packet's business.
public final class TcpSegment {
    /// RFC 791 §3.1.
    static final int IPV4_HEADER = 20;

    /// RFC 8200 §3.
    static final int IPV6_HEADER = 40;

    /// RFC 9293 §3.1: from the beginning of the TCP header.
    static final int SEQUENCE = 4;

    static final int ACKNOWLEDGMENT = 8;
    static final int DATA_OFFSET = 12;
    static final int FLAGS = 13;
    static final int WINDOW = 14;
    static final int CHECKSUM = 16;
    static final int TCP_HEADER = 20;

    static final int FIN = 0x01;
    static final int PSH = 0x08;
    static final int ACK = 0x10;
    static final int CWR = 0x80;

    private static final int IPV4_ADDRESSES = 12;
    private static final int IPV6_ADDRESSES = 8;
    private static final int PORTS = 4;
    private static final int PROTOCOL_TCP = 6;
    private static final int ETHERNET_HEADER = 14;
    private static final int ETHERTYPE = 12;
    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_IPV6 = 0x86dd;
    private static final int VERSION_4_WITHOUT_OPTIONS = 0x45;
    private static final int MORE_FRAGMENTS_OR_OFFSET = 0x3fff;

    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private int ip;
    private int tcp;
    private int payload;
    private int end;
    private boolean version6;

    /// Lays the view over a packet.
    ///
    /// @param packet from position to limit; not changed
    /// @param ethernet whether an Ethernet header stands in front
    /// @return whether it carries a TCP segment; if not, nothing else here has a meaning
    public boolean over(ByteBuffer packet, boolean ethernet) {
        bytes = packet;
        ip = packet.position() + (ethernet ? ETHERNET_HEADER : 0);
        end = packet.limit();
        if (end - ip < IPV4_HEADER + TCP_HEADER || !isIp(ethernet)) {
            return false;
        }
        int dataOffset = (packet.get(tcp + DATA_OFFSET) >>> 4 & 0xf) * Integer.BYTES;
        payload = tcp + dataOffset;
        return dataOffset >= TCP_HEADER && payload <= end;
    }

    private boolean isIp(boolean ethernet) {
        int type = ethernet ? bytes.getShort(ip - ETHERNET_HEADER + ETHERTYPE) & 0xffff : 0;
        int first = bytes.get(ip) & 0xff;
        version6 = first >>> 4 == 6;
        if (version6) {
            tcp = ip + IPV6_HEADER;
            return (!ethernet || type == ETHERTYPE_IPV6)
                    && end - tcp >= TCP_HEADER
                    && bytes.get(ip + 6) == PROTOCOL_TCP
                    && (bytes.getShort(ip + 4) & 0xffff) == end - tcp;
        }
        tcp = ip + IPV4_HEADER;
        return (!ethernet || type == ETHERTYPE_IPV4)
                && first == VERSION_4_WITHOUT_OPTIONS
                && bytes.get(ip + 9) == PROTOCOL_TCP
                && (bytes.getShort(ip + 2) & 0xffff) == end - ip
                && (bytes.getShort(ip + 6) & MORE_FRAGMENTS_OR_OFFSET) == 0;
    }

    /// Whether it is IPv6.
    public boolean isVersion6() {
        return version6;
    }

    ByteBuffer bytes() {
        return bytes;
    }

    /// Where the packet begins, with its Ethernet header if it has one.
    int start() {
        return bytes.position();
    }

    int ip() {
        return ip;
    }

    int tcp() {
        return tcp;
    }

    /// Where the payload begins, and so where the headers end.
    int payload() {
        return payload;
    }

    int payloadBytes() {
        return end - payload;
    }

    int flags() {
        return bytes.get(tcp + FLAGS) & 0xff;
    }

    int sequence() {
        return bytes.getInt(tcp + SEQUENCE);
    }

    int acknowledgment() {
        return bytes.getInt(tcp + ACKNOWLEDGMENT);
    }

    /// Whether another segment belongs to the same connection and goes the same way.
    boolean isSameConnection(TcpSegment other) {
        int addresses = version6 ? IPV6_ADDRESSES : IPV4_ADDRESSES;
        return version6 == other.version6
                && isSame(other, ip + addresses, other.ip + addresses, tcp - ip - addresses + PORTS);
    }

    /// Whether the bytes from `at` on are those of another segment from `otherAt` on.
    boolean isSame(TcpSegment other, int at, int otherAt, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes.get(at + i) != other.bytes.get(otherAt + i)) {
                return false;
            }
        }
        return true;
    }

    /// The sum of the pseudo header (RFC 9293 §3.1, RFC 8200 §8.1), not folded.
    ///
    /// @param tcpBytes the length of header and payload
    long pseudoHeader(int tcpBytes) {
        int addresses = ip + (version6 ? IPV6_ADDRESSES : IPV4_ADDRESSES);
        return InternetChecksum.sum(bytes, addresses, tcp - addresses) + PROTOCOL_TCP + tcpBytes;
    }

    /// Whether the checksums of TCP and of an IPv4 header are right.
    boolean isIntact() {
        int tcpBytes = end - tcp;
        return (version6 || InternetChecksum.fold(InternetChecksum.sum(bytes, ip, IPV4_HEADER)) == 0xffff)
                && InternetChecksum.fold(pseudoHeader(tcpBytes) + InternetChecksum.sum(bytes, tcp, tcpBytes)) == 0xffff;
    }
}
