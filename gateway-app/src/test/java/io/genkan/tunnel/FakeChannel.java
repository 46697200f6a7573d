package io.genkan.tunnel;

import io.genkan.access.AccessDecision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A friend's end in memory.
final class FakeChannel implements FrameChannel {
    static final Optional<Duration> ROUND_TRIP = Optional.of(Duration.ofMillis(20));

    final List<Integer> sent = new CopyOnWriteArrayList<>();
    final List<Integer> flushed = new CopyOnWriteArrayList<>();
    final List<Integer> batches = new CopyOnWriteArrayList<>();
    final List<CloseReason> closed = new CopyOnWriteArrayList<>();
    final List<AccessDecision.Refused> refused = new CopyOnWriteArrayList<>();
    volatile boolean refuses;
    volatile @Nullable IOException breaksWith;

    @Override
    public Sending send(ByteBuffer packet) throws IOException {
        if (!closed.isEmpty()) {
            throw new IOException("closed");
        }
        IOException broken = breaksWith;
        if (broken != null) {
            throw broken;
        }
        if (refuses) {
            return Sending.TOO_LARGE;
        }
        sent.add(packet.remaining());
        packet.position(packet.limit());
        return Sending.SENT;
    }

    @Override
    public void flush() {
        batches.add(sent.size() - flushed.size());
        flushed.addAll(sent.subList(flushed.size(), sent.size()));
    }

    @Override
    public Optional<Duration> roundTrip() {
        return ROUND_TRIP;
    }

    @Override
    public String origin() {
        return "203.0.113.10:" + System.identityHashCode(this);
    }

    @Override
    public void close(CloseReason reason) {
        closed.add(reason);
    }

    @Override
    public void close(AccessDecision.Refused why) {
        refused.add(why);
        closed.add(CloseReason.ACCESS_ENDED);
    }
}
