package io.genkan.tunnel;

import java.util.concurrent.atomic.AtomicLong;

/// Counts what passes through a tunnel. Each direction has one writer; reading is safe from any thread.
public final class TrafficMeter {
    private final AtomicLong bytesFromFriend = new AtomicLong();
    private final AtomicLong packetsFromFriend = new AtomicLong();
    private final AtomicLong bytesToFriend = new AtomicLong();
    private final AtomicLong packetsToFriend = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    /// What had passed at one moment.
    ///
    /// @param bytesFromFriend IP bytes that came out of the tunnel, towards the LAN
    /// @param packetsFromFriend their packets
    /// @param bytesToFriend IP bytes that went into the tunnel
    /// @param packetsToFriend their packets
    /// @param dropped packets of either direction that were malformed or found no room
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

    void countDropped() {
        countDropped(1);
    }

    void countDropped(int packets) {
        if (packets > 0) {
            dropped.addAndGet(packets);
        }
    }

    /// What has passed until now.
    public Reading read() {
        return new Reading(
                bytesFromFriend.get(),
                packetsFromFriend.get(),
                bytesToFriend.get(),
                packetsToFriend.get(),
                dropped.get());
    }
}
