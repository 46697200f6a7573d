package io.genkan.tunnel;

import io.genkan.access.Identity;
import io.genkan.net.TunnelUnit;
import io.genkan.tun.TunDevice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// One live tunnel: the device, the channel, and what passes between them.
public final class Tunnel {
    private final Identity identity;
    private final TunDevice device;
    private final FrameChannel channel;
    private final Instant since;
    private final TrafficMeter meter = new TrafficMeter();
    private final RateMeter rates = new RateMeter();
    private final QueueLength queue = new QueueLength();
    private final BatchSize batch = new BatchSize();
    private final LargePackets large = new LargePackets();
    private long waitedNanos;
    private final LineLoad line = new LineLoad(meter.read(), System.nanoTime());
    private final AtomicLong accounted = new AtomicLong();

    Tunnel(Identity identity, TunDevice device, FrameChannel channel, Instant since) {
        this.identity = identity;
        this.device = device;
        this.channel = channel;
        this.since = since;
    }

    /// Hands a packet from the friend to the kernel; never blocks. What the kernel has no room for is dropped and
    /// counted.
    ///
    /// @param packet an IP packet or an Ethernet frame in a direct buffer, from position to limit
    public void deliver(ByteBuffer packet) {
        int bytes = packet.remaining();
        try {
            if (device.write(packet)) {
                meter.countFromFriend(bytes);
            } else {
                meter.countDropped();
            }
        } catch (IOException e) {
            // The device failed: the reader notices too, and ends the tunnel with the reason.
            meter.countDropped();
        }
    }

    /// Lets the kernel have all that was delivered; called when no more packets are at hand.
    public void endOfBatch() {
        try {
            meter.countDropped(device.flush());
        } catch (IOException e) {
            // As above.
            meter.countDropped();
        }
    }

    /// Counts a datagram from the friend that is not well-formed.
    public void countMalformed() {
        meter.countDropped();
    }

    TunnelUnit unit() {
        return identity.key().unit();
    }

    Identity identity() {
        return identity;
    }

    TunDevice device() {
        return device;
    }

    FrameChannel channel() {
        return channel;
    }

    TrafficMeter meter() {
        return meter;
    }

    /// The bytes that have passed since the last time this was asked, both ways together.
    long takeUnaccounted() {
        TrafficMeter.Reading passed = meter.read();
        long total = passed.bytesFromFriend() + passed.bytesToFriend();
        return total - accounted.getAndSet(total);
    }

    /// Fits the device's queue to what the friend's line takes; called by the pump after each batch.
    ///
    /// @param began when the sender began to wait for the line
    /// @param now when it had waited, by the same clock
    void waitedForTheLine(long began, long now) throws IOException {
        waitedNanos += now - began;
        if (line.isDue(now)) {
            LineLoad.Sample load = line.sample(meter.read(), waitedNanos, now);
            device.largePackets(large.sample(load.bytesPerSecond(), load.lineIsTheLimit()));
            device.queueLength(queue.fit(load));
            batch.fit(load);
        }
    }

    /// How many bytes the pump is to send before it writes.
    int batchBytes() {
        return batch.bytes();
    }

    /// Looks at what has passed, about once per second.
    void sample(Instant now) {
        rates.sample(meter.read(), now);
    }

    TunnelView view() {
        RateMeter.Rates now = rates.latest();
        return new TunnelView(
                identity.friend().name(),
                unit(),
                device.name(),
                channel.origin(),
                since,
                meter.read(),
                now.bitsPerSecondFromFriend(),
                now.bitsPerSecondToFriend());
    }
}
