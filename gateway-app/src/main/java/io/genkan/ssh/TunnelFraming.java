package io.genkan.ssh;

import java.nio.ByteBuffer;

/// The framing of a tunnel's datagrams (OpenSSH's PROTOCOL, §2.3). Point-to-point, each message's data is the address
/// family, a `uint32`, and one IP packet; in an Ethernet tunnel it is the bare frame.
public final class TunnelFraming {
    /// How many bytes stand in front of the packet.
    public static final int HEADER_BYTES = 4;

    /// SSH_TUN_AF_INET of OpenSSH's PROTOCOL, §2.3.
    static final int AF_INET = 2;

    /// SSH_TUN_AF_INET6 of OpenSSH's PROTOCOL, §2.3; OpenBSD's number, not Linux's.
    static final int AF_INET6 = 24;

    /// Two addresses and the type.
    private static final int ETHERNET_HEADER = 14;

    private static final int SHORTEST_IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;

    private TunnelFraming() {}

    /// The address family for a packet, by the version in its first byte.
    ///
    /// @param packet an IP packet, from position to limit
    /// @return the family, or -1 if this is not an IP packet
    public static int familyOf(ByteBuffer packet) {
        if (!packet.hasRemaining()) {
            return -1;
        }
        return switch (packet.get(packet.position()) >>> 4 & 0xf) {
            case 4 -> packet.remaining() >= SHORTEST_IPV4_HEADER ? AF_INET : -1;
            case 6 -> packet.remaining() >= IPV6_HEADER ? AF_INET6 : -1;
            default -> -1;
        };
    }

    /// Whether this is long enough for an Ethernet frame.
    ///
    /// @param frame from position to limit
    public static boolean isFrame(ByteBuffer frame) {
        return frame.remaining() >= ETHERNET_HEADER;
    }

    /// What a received point-to-point datagram turned out to be.
    public enum Datagram {
        /// A packet of the family that stands in front of it.
        PACKET,
        /// Too short, or no IP packet.
        MALFORMED,
        /// A packet of another family than that in front of it.
        WRONG_FAMILY
    }

    /// Checks a received point-to-point datagram and steps over its header.
    ///
    /// @param datagram the message's data, from position to limit; if it is a packet its position is at it
    public static Datagram unwrap(ByteBuffer datagram) {
        if (datagram.remaining() < HEADER_BYTES) {
            return Datagram.MALFORMED;
        }
        int named = datagram.getInt();
        int family = familyOf(datagram);
        if (family < 0) {
            return Datagram.MALFORMED;
        }
        return named == family ? Datagram.PACKET : Datagram.WRONG_FAMILY;
    }
}
