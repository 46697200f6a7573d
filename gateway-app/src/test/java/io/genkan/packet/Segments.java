package io.genkan.packet;

import java.nio.ByteBuffer;

/// TCP packets for tests, with every checksum right. They are made word by word, not by the code under test.
public final class Segments {
    private static final int WINDOW = 501;

    /// Whether IPv6, whether behind an Ethernet header.
    private final boolean version6;

    private final boolean ethernet;
    private int sourcePort = 40_000;
    private int identification = 7;
    private int acknowledgment = 9_000;

    /// @param version6 IPv6 and not IPv4
    /// @param ethernet behind an Ethernet header
    public Segments(boolean version6, boolean ethernet) {
        this.version6 = version6;
        this.ethernet = ethernet;
    }

    /// From another port from now on.
    public Segments from(int port) {
        sourcePort = port;
        return this;
    }

    /// Acknowledges another number from now on.
    public Segments acknowledging(int number) {
        acknowledgment = number;
        return this;
    }

    /// A segment with a time stamp, as every system sends them.
    ///
    /// @param flags of TCP
    /// @param sequence the number of the first byte
    /// @param payload its bytes
    public ByteBuffer of(int flags, int sequence, byte[] payload) {
        int link = ethernet ? 14 : 0;
        int ip = version6 ? 40 : 20;
        int tcp = 32;
        ByteBuffer packet = ByteBuffer.allocateDirect(link + ip + tcp + payload.length);
        if (ethernet) {
            packet.putLong(0x020000000001_0200L).putInt(0x00000002).putShort((short) (version6 ? 0x86dd : 0x0800));
        }
        if (version6) {
            packet.putInt(0x60000000)
                    .putShort((short) (tcp + payload.length))
                    .put((byte) 6)
                    .put((byte) 64);
            packet.putLong(0xfd00L << 48).putLong(1).putLong(0xfd00L << 48).putLong(2);
        } else {
            packet.putShort((short) 0x4500).putShort((short) (ip + tcp + payload.length));
            packet.putShort((short) identification++).putShort((short) 0x4000);
            packet.put((byte) 64)
                    .put((byte) 6)
                    .putShort((short) 0)
                    .putInt(0x0aba0002)
                    .putInt(0xc0a8640a);
        }
        packet.putShort((short) sourcePort)
                .putShort((short) 80)
                .putInt(sequence)
                .putInt(acknowledgment);
        packet.put((byte) ((tcp / 4) << 4))
                .put((byte) flags)
                .putShort((short) WINDOW)
                .putInt(0);
        packet.putInt(0x0101080a).putInt(1234).putInt(5678).put(payload).flip();
        seal(packet, link, link + ip);
        return packet;
    }

    private void seal(ByteBuffer packet, int ip, int tcp) {
        if (!version6) {
            packet.putShort(ip + 10, (short) ~slowSum(packet, ip, 20, 0));
        }
        int addresses = version6 ? 32 : 8;
        int pseudo = slowSum(packet, tcp - addresses, addresses, 6 + packet.limit() - tcp);
        packet.putShort(tcp + 16, (short) ~slowSum(packet, tcp, packet.limit() - tcp, pseudo));
    }

    /// RFC 1071, as it is written there: one word after the other, folded at once.
    static int slowSum(ByteBuffer bytes, int from, int length, int before) {
        int sum = before;
        for (int i = 0; i < length; i += 2) {
            int low = i + 1 < length ? bytes.get(from + i + 1) & 0xff : 0;
            sum += ((bytes.get(from + i) & 0xff) << 8) | low;
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }
}
