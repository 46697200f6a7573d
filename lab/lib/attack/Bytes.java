import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/// Builds frames and packets byte by byte. Pure.
final class Bytes {
    static final int ARP = 0x0806;
    static final int IPV4 = 0x0800;
    static final int IPV6 = 0x86dd;
    static final int ICMP = 1;
    static final int IGMP = 2;
    static final int TCP = 6;
    static final int UDP = 17;
    static final String BROADCAST = "ff:ff:ff:ff:ff:ff";
    private static final int SHORTEST_FRAME = 60;

    private Bytes() {}

    static byte[] frame(String to, String from, int type, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(Math.max(SHORTEST_FRAME, 14 + payload.length));
        return frame.put(mac(to)).put(mac(from)).putShort((short) type).put(payload).array();
    }

    /// RFC 826, with something behind it, where a frame is padded.
    static byte[] arp(int operation, String mac, String ip, String targetMac, String target, byte[] behind) {
        ByteBuffer packet = ByteBuffer.allocate(28 + behind.length);
        packet.putShort((short) 1).putShort((short) IPV4).put((byte) 6).put((byte) 4).putShort((short) operation);
        packet.put(mac(mac)).put(ip(ip)).put(mac(targetMac)).put(ip(target));
        return packet.put(behind).array();
    }

    static byte[] packet(String from, String to, int protocol, byte[] payload) {
        return packet(from, to, protocol, 0, new byte[0], payload);
    }

    /// RFC 791.
    ///
    /// @param fragment the flags and the offset, as they stand in the header
    /// @param options a multiple of four bytes
    static byte[] packet(String from, String to, int protocol, int fragment, byte[] options, byte[] payload) {
        int header = 20 + options.length;
        ByteBuffer packet = ByteBuffer.allocate(header + payload.length);
        packet.put((byte) (0x40 | header / 4)).put((byte) 0).putShort((short) packet.capacity());
        packet.putShort((short) 0x6b67).putShort((short) fragment);
        packet.put((byte) 64).put((byte) protocol).putShort((short) 0).put(ip(from)).put(ip(to)).put(options);
        packet.put(payload);
        checkHeader(packet.array(), 0);
        return packet.array();
    }

    /// Makes the checksum of an IPv4 header right.
    static void checkHeader(byte[] bytes, int at) {
        int length = Math.min((bytes[at] & 0xf) * 4, bytes.length - at);
        bytes[at + 10] = 0;
        bytes[at + 11] = 0;
        int sum = checksum(bytes, at, length, 0);
        bytes[at + 10] = (byte) (sum >> 8);
        bytes[at + 11] = (byte) sum;
    }

    /// RFC 768, without a checksum.
    static byte[] udp(int from, int to, byte[] payload) {
        ByteBuffer datagram = ByteBuffer.allocate(8 + payload.length);
        datagram.putShort((short) from).putShort((short) to).putShort((short) (8 + payload.length)).putShort((short) 0);
        return datagram.put(payload).array();
    }

    /// RFC 9293, a SYN that carries data; its checksum is right for these addresses.
    static byte[] syn(String from, String to, int port, byte[] payload) {
        ByteBuffer segment = ByteBuffer.allocate(20 + payload.length);
        segment.putShort((short) 40_000).putShort((short) port).putInt(1).putInt(0);
        segment.put((byte) 0x50).put((byte) 2).putShort((short) 1024).putInt(0).put(payload);
        int pseudo = sum(ip(from)) + sum(ip(to)) + TCP + segment.capacity();
        segment.putShort(16, (short) checksum(segment.array(), 0, segment.capacity(), pseudo));
        return segment.array();
    }

    /// RFC 792 and IGMP alike: type, code, checksum, four bytes, payload.
    static byte[] icmp(int type, int code, byte[] payload) {
        ByteBuffer message = ByteBuffer.allocate(8 + payload.length);
        message.put((byte) type).put((byte) code).putShort((short) 0).putInt(0x00010001).put(payload);
        message.putShort(2, (short) checksum(message.array(), 0, message.capacity(), 0));
        return message.array();
    }

    /// RFC 8200.
    static byte[] packet6(String from, String to, int protocol, byte[] payload) {
        ByteBuffer packet = ByteBuffer.allocate(40 + payload.length);
        packet.putInt(0x60000000).putShort((short) payload.length).put((byte) protocol).put((byte) 255);
        return packet.put(ip(from)).put(ip(to)).put(payload).array();
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    static byte[] ip(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] mac(String address) {
        return HexFormat.ofDelimiter(":").parseHex(address);
    }

    private static int sum(byte[] bytes) {
        int sum = 0;
        for (int i = 0; i < bytes.length; i += 2) {
            int low = i + 1 < bytes.length ? bytes[i + 1] & 0xff : 0;
            sum += (bytes[i] & 0xff) << 8 | low;
        }
        return sum;
    }

    private static int checksum(byte[] bytes, int at, int length, int begin) {
        int sum = begin + sum(java.util.Arrays.copyOfRange(bytes, at, at + length));
        while (sum >> 16 != 0) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return ~sum & 0xffff;
    }
}
