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
    private final AtomicLong waitedNanos = new AtomicLong();
    private final AtomicLong accounted = new AtomicLong();
    private int queueLength = QueueLength.FIRST;

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

    /// Notes that the sender has waited; called by the pump.
    void waitedForTheLine(long nanos) {
        waitedNanos.lazySet(waitedNanos.getPlain() + nanos);
    }

    /// Looks at what has passed, about once per second, and fits the device's queue to it.
    void sample(Instant now) throws IOException {
        TrafficMeter.Reading reading = meter.read();
        rates.sample(reading, now);
        int fitting = queue.sample(reading.packetsToFriend(), waitedNanos.get(), System.nanoTime());
        if (fitting != queueLength) {
            queueLength = fitting;
            device.queueLength(fitting);
        }
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
