package io.genkan.tun;

import java.util.concurrent.atomic.AtomicLong;

/// How many ordinary packets one packet of the kernel stands for, lately. One thread counts, another asks.
final class PacketRatio {
    private static final int SHORTEST_QUEUE = 16;

    private final AtomicLong kernelPackets = new AtomicLong();
    private final AtomicLong packets = new AtomicLong();
    private long previousKernelPackets;
    private long previousPackets;

    /// Counts a packet from the kernel, the first of those that it stands for.
    void countPacket() {
        kernelPackets.lazySet(kernelPackets.getPlain() + 1);
        countSegment();
    }

    /// Counts a further one that it stands for.
    void countSegment() {
        packets.lazySet(packets.getPlain() + 1);
    }

    /// The length of a queue of the kernel's packets that holds about so many ordinary ones; as it was between the
    /// last question and this one.
    int inKernelPackets(int ordinary) {
        long kernel = kernelPackets.get() - previousKernelPackets;
        long all = packets.get() - previousPackets;
        previousKernelPackets += kernel;
        previousPackets += all;
        return all <= kernel ? ordinary : (int) Math.max(SHORTEST_QUEUE, ordinary * kernel / all);
    }
}
