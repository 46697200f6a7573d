package io.genkan.packet;

import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What is done with the bytes of a TCP segment on its way through a tunnel, per segment of 1400 bytes.
@State(Scope.Thread)
public class SegmentBenchmark {
    private static final int PAYLOAD = 1_400;
    private static final int SEGMENTS = 32;
    private static final int IP_HEADER = 20;

    private final ByteBuffer[] segments = new ByteBuffer[SEGMENTS];
    private final ByteBuffer large = new Segments(false, false).of(TcpSegment.ACK, 0, new byte[SEGMENTS * PAYLOAD]);
    private final ByteBuffer into = ByteBuffer.allocateDirect(PAYLOAD + 200);
    private final TcpSegment view = new TcpSegment();
    private final SegmentJoiner joiner = new SegmentJoiner();
    private final SegmentSplitter splitter = new SegmentSplitter();
    private final LargePacketHeader header = new LargePacketHeader();

    /// Makes the packets.
    public SegmentBenchmark() {
        Segments connection = new Segments(false, false);
        for (int i = 0; i < SEGMENTS; i++) {
            segments[i] = connection.of(TcpSegment.ACK, i * PAYLOAD, new byte[PAYLOAD]);
        }
    }

    /// The checksum of a segment.
    @Benchmark
    public short checksum() {
        ByteBuffer segment = segments[0];
        return InternetChecksum.of(InternetChecksum.sum(segment, IP_HEADER, segment.limit() - IP_HEADER));
    }

    /// Finds out what a packet is, and whether it is intact.
    @Benchmark
    public boolean looksAt() {
        return view.over(segments[0], false) && view.isIntact();
    }

    /// Joins 32 segments to one large packet.
    @Benchmark
    @OperationsPerInvocation(SEGMENTS)
    public ByteBuffer join() {
        for (ByteBuffer segment : segments) {
            view.over(segment, false);
            if (joiner.isEmpty()) {
                joiner.begin(view, false);
            } else if (!joiner.append(view)) {
                throw new IllegalStateException("these belong together");
            }
        }
        return joiner.finish(header);
    }

    /// Cuts a large packet into 32 segments.
    @Benchmark
    @OperationsPerInvocation(SEGMENTS)
    public int split() {
        int bytes = 0;
        splitter.begin(large, false, PAYLOAD);
        while (splitter.next(into)) {
            bytes += into.remaining();
        }
        return bytes;
    }
}
