package io.genkan.tun;

import io.genkan.linux.TunFile;
import io.genkan.net.InterfaceName;
import io.genkan.packet.LargePacketHeader;
import io.genkan.packet.SegmentSplitter;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A tun device of the Linux kernel that exchanges large packets with it where that is worth it: a TCP connection's
/// segments then pass the kernel's routing, rules and address translation together, which costs more than everything
/// else that is done for a packet.
///
/// Whoever reads and writes here sees ordinary packets alone.
final class LinuxTunDevice implements TunDevice {
    private static final int LONGEST_LARGE_PACKET = 65_535 + 14;
    private static final int NO_LARGE_PACKETS = 0;

    private final InterfaceName name;
    private final TunFile file;
    private final boolean ethernet;
    private final LargePacketHeader received = new LargePacketHeader();
    private final SegmentSplitter splitter = new SegmentSplitter();
    private final OutgoingSegments outgoing;
    private final boolean offload;
    /// Holds the packet that is being cut; without room as long as the kernel does not hand over large ones.
    private ByteBuffer large = ByteBuffer.allocateDirect(NO_LARGE_PACKETS);

    private final PacketRatio lately = new PacketRatio();
    private volatile boolean largePackets;
    private int queueLength;

    /// @param offload whether large packets may be exchanged at all
    LinuxTunDevice(InterfaceName name, TunFile file, boolean ethernet, boolean offload) {
        this.name = name;
        this.file = file;
        this.ethernet = ethernet;
        this.offload = offload;
        this.outgoing = new OutgoingSegments(file::write, ethernet);
    }

    @Override
    public InterfaceName name() {
        return name;
    }

    @Override
    public boolean await() throws IOException {
        return file.await();
    }

    @Override
    public boolean read(ByteBuffer into) throws IOException {
        if (splitter.next(into)) {
            lately.countSegment();
            return true;
        }
        boolean read = largePackets ? readLarge(into) : readOne(into);
        if (read) {
            lately.countPacket();
        }
        return read;
    }

    private boolean readOne(ByteBuffer into) throws IOException {
        // One that was large when the kernel queued it is in the way of nobody: it is rare, and TCP sends it again.
        while (file.read(received.bytes(), into.clear())) {
            if (!received.isLarge() && received.completeChecksum(into)) {
                return true;
            }
        }
        return false;
    }

    private boolean readLarge(ByteBuffer into) throws IOException {
        if (large.capacity() == NO_LARGE_PACKETS) {
            large = ByteBuffer.allocateDirect(LONGEST_LARGE_PACKET);
        }
        while (file.read(received.bytes(), large.clear())) {
            if (received.isLarge()) {
                if (splitter.begin(large, ethernet, received.segmentBytes()) && splitter.next(into)) {
                    return true;
                }
            } else if (received.completeChecksum(large)) {
                into.clear().put(large).flip();
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean write(ByteBuffer packet) throws IOException {
        return offload ? outgoing.write(packet) : outgoing.writeAsItIs(packet);
    }

    @Override
    public int flush() throws IOException {
        return outgoing.flush();
    }

    @Override
    public void largePackets(boolean wanted) throws IOException {
        boolean allowed = offload && wanted;
        if (allowed != largePackets) {
            largePackets = allowed;
            file.largePackets(allowed);
        }
    }

    @Override
    public void queueLength(int packets) throws IOException {
        int length = lately.inKernelPackets(packets);
        if (length != queueLength) {
            queueLength = length;
            TunFile.queueLength(name, length);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
