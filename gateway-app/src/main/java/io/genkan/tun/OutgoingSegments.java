package io.genkan.tun;

import io.genkan.packet.LargePacketHeader;
import io.genkan.packet.LatestAcknowledgment;
import io.genkan.packet.SegmentJoiner;
import io.genkan.packet.TcpSegment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Packets on their way into the kernel: the segments of a few TCP connections are joined until {@link #flush}, all
/// else goes at once. Within one connection nothing is overtaken.
final class OutgoingSegments {
    /// How many connections are joined at a time; with more, the one that began first makes room.
    private static final int CONNECTIONS = 4;

    private final Kernel kernel;
    private final boolean ethernet;
    private final TcpSegment segment = new TcpSegment();
    /// Made one by one as they are needed, since most friends have few connections at a time.
    private final List<SegmentJoiner> joiners = new ArrayList<>(CONNECTIONS);
    private final LatestAcknowledgment acknowledgment = new LatestAcknowledgment();
    private final LargePacketHeader header = new LargePacketHeader();
    private final LargePacketHeader nothingSpecial = new LargePacketHeader();
    private int pending;
    private int oldest;
    private int lost;

    /// Where the packets go.
    interface Kernel {
        /// Takes a packet now.
        ///
        /// @param header a struct virtio_net_hdr
        /// @param packet a direct buffer, from position to limit
        /// @return false if it is lost
        boolean take(ByteBuffer header, ByteBuffer packet) throws IOException;
    }

    OutgoingSegments(Kernel kernel, boolean ethernet) {
        this.kernel = kernel;
        this.ethernet = ethernet;
    }

    /// Writes a packet, now or with the next flush.
    ///
    /// @param packet a direct buffer, from position to limit
    /// @return false if the kernel did not take it
    boolean write(ByteBuffer packet) throws IOException {
        if (!segment.over(packet, ethernet)) {
            return writeAsItIs(packet);
        }
        boolean pure = LatestAcknowledgment.isPure(segment);
        if (!acknowledgment.isEmpty() && acknowledgment.isSameConnection(segment)) {
            if (pure && acknowledgment.isSupersededBy(segment)) {
                acknowledgment.set(segment, ethernet);
                return true;
            }
            finishAcknowledgment();
        }
        SegmentJoiner same = pending == 0 ? null : ofSameConnection();
        if (SegmentJoiner.isJoinable(segment)) {
            join(same);
            return true;
        }
        if (same != null) {
            finish(same);
        }
        if (pure) {
            keepAcknowledgment();
            return true;
        }
        return writeAsItIs(packet);
    }

    private void join(@Nullable SegmentJoiner same) throws IOException {
        if (same != null && same.append(segment)) {
            return;
        }
        SegmentJoiner joiner = same;
        if (joiner == null) {
            joiner = free();
        } else {
            finish(joiner);
        }
        joiner.begin(segment, ethernet);
        pending++;
    }

    private void keepAcknowledgment() throws IOException {
        if (!acknowledgment.isEmpty()) {
            finishAcknowledgment();
        }
        acknowledgment.set(segment, ethernet);
    }

    private void finishAcknowledgment() throws IOException {
        if (!writeAsItIs(acknowledgment.take())) {
            lost++;
        }
    }

    /// Writes a packet now.
    boolean writeAsItIs(ByteBuffer packet) throws IOException {
        return kernel.take(nothingSpecial.bytes(), packet);
    }

    /// Writes what was kept.
    ///
    /// @return how many packets the kernel did not take since the last time, of those that {@link #write} has taken
    int flush() throws IOException {
        for (int i = 0; pending > 0; i++) {
            SegmentJoiner joiner = joiners.get(i);
            if (!joiner.isEmpty()) {
                finish(joiner);
            }
        }
        if (!acknowledgment.isEmpty()) {
            finishAcknowledgment();
        }
        int since = lost;
        lost = 0;
        return since;
    }

    private void finish(SegmentJoiner joiner) throws IOException {
        int segments = joiner.segments();
        pending--;
        if (!kernel.take(header.bytes(), joiner.finish(header))) {
            lost += segments;
        }
    }

    private @Nullable SegmentJoiner ofSameConnection() {
        for (int i = 0; i < joiners.size(); i++) {
            SegmentJoiner joiner = joiners.get(i);
            if (!joiner.isEmpty() && joiner.isSameConnection(segment)) {
                return joiner;
            }
        }
        return null;
    }

    private SegmentJoiner free() throws IOException {
        for (int i = 0; i < joiners.size(); i++) {
            if (joiners.get(i).isEmpty()) {
                return joiners.get(i);
            }
        }
        if (joiners.size() < CONNECTIONS) {
            joiners.add(new SegmentJoiner());
            return joiners.getLast();
        }
        SegmentJoiner makesRoom = joiners.get(oldest);
        oldest = (oldest + 1) % CONNECTIONS;
        finish(makesRoom);
        return makesRoom;
    }
}
