package io.genkan.tunnel;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what passes through a tunnel, and what does not. What passes in one direction is counted by one thread;
/// reading is safe from any.
public final class TrafficMeter {
    private final AtomicLong bytesFromFriend = new AtomicLong();
    private final AtomicLong packetsFromFriend = new AtomicLong();
    private final AtomicLong bytesToFriend = new AtomicLong();
    private final AtomicLong packetsToFriend = new AtomicLong();
    private final Map<DropReason, AtomicLong> drops = new EnumMap<>(DropReason.class);

    TrafficMeter() {
        for (DropReason reason : DropReason.values()) {
            drops.put(reason, new AtomicLong());
        }
    }

    /// What had passed at one moment.
    ///
    /// @param bytesFromFriend IP bytes that came out of the tunnel, towards the LAN
    /// @param packetsFromFriend their packets
    /// @param bytesToFriend IP bytes that went into the tunnel
    /// @param packetsToFriend their packets
    /// @param dropped packets of either direction that did not pass, for whatever reason
    public record Reading(
            long bytesFromFriend, long packetsFromFriend, long bytesToFriend, long packetsToFriend, long dropped) {}

    void countFromFriend(int bytes) {
        bytesFromFriend.lazySet(bytesFromFriend.getPlain() + bytes);
        packetsFromFriend.lazySet(packetsFromFriend.getPlain() + 1);
    }

    void countToFriend(int bytes) {
        bytesToFriend.lazySet(bytesToFriend.getPlain() + bytes);
        packetsToFriend.lazySet(packetsToFriend.getPlain() + 1);
    }

    void countDropped(DropReason why) {
        countDropped(why, 1);
    }

    void countDropped(DropReason why, int packets) {
        if (packets > 0) {
            counterOf(why).addAndGet(packets);
        }
    }

    /// Takes over what the kernel has counted.
    void queueWasFull(long packets) {
        counterOf(DropReason.QUEUE_FULL).set(packets);
    }

    /// What has passed until now.
    public Reading read() {
        return new Reading(
                bytesFromFriend.get(),
                packetsFromFriend.get(),
                bytesToFriend.get(),
                packetsToFriend.get(),
                drops.values().stream().mapToLong(AtomicLong::get).sum());
    }

    /// How many packets did not pass until now; without the reasons that there were none for.
    public Map<DropReason, Long> drops() {
        Map<DropReason, Long> some = new EnumMap<>(DropReason.class);
        drops.forEach((why, packets) -> {
            if (packets.get() > 0) {
                some.put(why, packets.get());
            }
        });
        return some;
    }

    private AtomicLong counterOf(DropReason why) {
        return Objects.requireNonNull(drops.get(why));
    }
}
