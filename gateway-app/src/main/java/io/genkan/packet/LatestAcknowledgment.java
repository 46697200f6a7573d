package io.genkan.packet;

import java.nio.ByteBuffer;

/// The latest of a TCP connection's acknowledgments that have come together. Each says all that the ones before it have
/// said, so that these need not be sent on (RFC 3449 §5.2.1): a download is acknowledged once per two segments, and
/// each acknowledgment costs the kernel as much as a full packet.
///
/// Only what says nothing but "received up to here" can be left out: no data, no flag but ACK, no option but the time
/// stamp. One that repeats the same number is a signal of its own and is kept.
public final class LatestAcknowledgment {
    private static final int CAPACITY = 128;
    private static final int TIME_STAMP_OPTION = 12;
    /// Two fillers, the kind and the length of a time stamp (RFC 7323 §3.2).
    private static final int FILLED_TIME_STAMP = 0x0101080a;

    private final ByteBuffer packet = ByteBuffer.allocateDirect(CAPACITY);
    private final TcpSegment latest = new TcpSegment();
    private boolean empty = true;

    /// Whether a segment says nothing but "received up to here".
    public static boolean isPure(TcpSegment segment) {
        return segment.flags() == TcpSegment.ACK
                && segment.payloadBytes() == 0
                && segment.bytes().remaining() <= CAPACITY
                && hasNoOptionButTime(segment);
    }

    private static boolean hasNoOptionButTime(TcpSegment segment) {
        int options = segment.tcp() + TcpSegment.TCP_HEADER;
        int bytes = segment.payload() - options;
        return bytes == 0 || (bytes == TIME_STAMP_OPTION && segment.bytes().getInt(options) == FILLED_TIME_STAMP);
    }

    /// Whether there is none.
    public boolean isEmpty() {
        return empty;
    }

    /// Takes a pure acknowledgment instead of the present one.
    ///
    /// @param ethernet whether an Ethernet header stands in front
    public void set(TcpSegment segment, boolean ethernet) {
        int bytes = segment.bytes().remaining();
        packet.clear().limit(bytes);
        packet.put(0, segment.bytes(), segment.start(), bytes);
        latest.over(packet, ethernet);
        empty = false;
    }

    /// Whether a segment belongs to the same connection.
    public boolean isSameConnection(TcpSegment segment) {
        return latest.isSameConnection(segment);
    }

    /// Whether a pure acknowledgment of the same connection says all that this one says, and more. What is damaged says
    /// nothing.
    public boolean isSupersededBy(TcpSegment segment) {
        return segment.acknowledgment() - latest.acknowledgment() > 0
                && segment.sequence() == latest.sequence()
                && segment.isIntact();
    }

    /// Empties this; the packet stays as it is until the next {@link #set}.
    public ByteBuffer take() {
        empty = true;
        return packet;
    }
}
