package io.genkan.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Tells when the kernel's packet filter changes, whoever changes it, and whether a table is there. Some system calls
/// each: cheap enough to ask many times per second, which starting `nft` is not.
///
/// Used by one thread. Names and numbers are those of linux/netfilter/nfnetlink.h and nf_tables.h.
public final class Nftables implements AutoCloseable {
    private static final int NETLINK_NETFILTER = 12;
    /// NFNLGRP_NFTABLES, as a mask.
    private static final int CHANGES = 1 << (7 - 1);

    private static final int NFNL_SUBSYS_NFTABLES = 10 << 8;
    private static final short NFT_MSG_GETTABLE = NFNL_SUBSYS_NFTABLES | 1;
    private static final short NFT_MSG_NEWGEN = NFNL_SUBSYS_NFTABLES | 15;
    private static final short NFT_MSG_GETGEN = NFNL_SUBSYS_NFTABLES | 16;
    private static final short NFTA_TABLE_NAME = 1;
    private static final short NFTA_GEN_ID = 1;

    private static final short NLMSG_ERROR = 2;
    private static final short NLM_F_REQUEST = 1;
    /// struct nlmsghdr, and struct nfgenmsg behind it.
    private static final int SIZEOF_HEADERS = 16 + 4;
    /// struct nlattr.
    private static final int SIZEOF_NLATTR = 4;

    private static final int PATIENCE_MILLIS = 2_000;

    private final NetlinkSocket changes;
    private final NetlinkSocket questions;
    private int sequence;

    private Nftables(NetlinkSocket changes, NetlinkSocket questions) {
        this.changes = changes;
        this.questions = questions;
    }

    /// A family of tables, with the kernel's number for it.
    public enum Family {
        /// IPv4 and IPv6.
        INET(1),
        /// What passes a bridge.
        BRIDGE(7),
        /// What a device receives, before anything else sees it.
        NETDEV(5);

        private final byte number;

        Family(int number) {
            this.number = (byte) number;
        }
    }

    /// Begins to listen.
    ///
    /// @throws KernelException if the kernel has no nf_tables, or the process lacks CAP_NET_ADMIN
    public static Nftables open() throws IOException {
        NetlinkSocket changes = NetlinkSocket.open(NETLINK_NETFILTER, CHANGES);
        try {
            return new Nftables(changes, NetlinkSocket.open(NETLINK_NETFILTER, 0));
        } catch (IOException e) {
            changes.close();
            throw e;
        }
    }

    /// Waits until something changes; reads all that was told.
    ///
    /// @return false if nothing changed in that time
    public boolean awaitChange(int millis) throws IOException {
        if (!changes.await(millis)) {
            return false;
        }
        while (changes.await(0)) {
            changes.receive();
        }
        return true;
    }

    /// The number of the packet filter's state, which every change by anybody counts up.
    public int generation() throws IOException {
        ByteBuffer answer = ask(NFT_MSG_GETGEN, (byte) 0, message -> {});
        if (answer.getShort(4) != NFT_MSG_NEWGEN) {
            throw new IOException("the kernel does not tell the generation of nf_tables");
        }
        answer.position(SIZEOF_HEADERS);
        while (answer.remaining() >= 2 * SIZEOF_NLATTR) {
            int start = answer.position();
            short length = answer.getShort();
            if (answer.getShort() == NFTA_GEN_ID) {
                return answer.order(ByteOrder.BIG_ENDIAN).getInt();
            }
            answer.position(Math.min(answer.limit(), start + aligned(length)));
        }
        throw new IOException("the kernel does not tell the generation of nf_tables");
    }

    /// Whether there is a table.
    public boolean hasTable(Family family, String name) throws IOException {
        byte[] text = (name + '\0').getBytes(StandardCharsets.US_ASCII);
        ByteBuffer answer = ask(NFT_MSG_GETTABLE, family.number, message -> {
            message.putShort((short) (SIZEOF_NLATTR + text.length)).putShort(NFTA_TABLE_NAME);
            message.put(text).position(aligned(message.position()));
        });
        if (answer.getShort(4) != NLMSG_ERROR) {
            return true;
        }
        int errno = -answer.getInt(16);
        if (errno == Libc.ENOENT) {
            return false;
        }
        throw new KernelException("look for the table " + name, errno);
    }

    @Override
    public void close() {
        changes.close();
        questions.close();
    }

    private interface Attributes {
        void put(ByteBuffer message);
    }

    /// Asks and returns the message with the answer, from position 0 to its limit.
    private ByteBuffer ask(short type, byte family, Attributes attributes) throws IOException {
        sequence++;
        ByteBuffer message = NetlinkSocket.message(512);
        message.putInt(0)
                .putShort(type)
                .putShort(NLM_F_REQUEST)
                .putInt(sequence)
                .putInt(0);
        message.put(family).put((byte) 0).putShort((short) 0);
        attributes.put(message);
        message.putInt(0, message.position());
        questions.send(message);
        while (questions.await(PATIENCE_MILLIS)) {
            ByteBuffer answer = questions.receive();
            if (answer.limit() >= SIZEOF_HEADERS && answer.getInt(8) == sequence) {
                return answer;
            }
        }
        throw new IOException("the kernel does not answer a question about nf_tables");
    }

    /// Attributes begin at multiples of four.
    private static int aligned(int length) {
        return (length + 3) & ~3;
    }
}
