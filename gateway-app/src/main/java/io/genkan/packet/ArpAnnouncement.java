package io.genkan.packet;

import java.nio.ByteBuffer;

/// A frame with which a host tells everybody on its wire at which hardware address it is found (RFC 5227 §3): an ARP
/// request for its own address. Whoever remembers another hardware address corrects it, and nobody answers.
public final class ArpAnnouncement {
    /// Enough for the frame.
    public static final int LENGTH = 60;

    private static final long EVERYBODY = 0xffffffffffffL;
    private static final short ETHERTYPE_ARP = 0x0806;
    /// Hardware type Ethernet, protocol IPv4, their lengths, and the operation "request" (RFC 826).
    private static final long REQUEST = 0x0001_0800_06_04_0001L;

    private ArpAnnouncement() {}

    /// Writes the frame.
    ///
    /// @param into cleared and filled with it, from position 0 to the limit
    /// @param mac six bytes
    /// @param address four bytes
    public static void write(ByteBuffer into, byte[] mac, byte[] address) {
        into.clear();
        into.putShort((short) (EVERYBODY >>> Integer.SIZE)).putInt((int) EVERYBODY);
        into.put(mac).putShort(ETHERTYPE_ARP).putLong(REQUEST);
        into.put(mac).put(address).put(new byte[mac.length]).put(address);
        while (into.position() < LENGTH) {
            into.put((byte) 0);
        }
        into.flip();
    }
}
