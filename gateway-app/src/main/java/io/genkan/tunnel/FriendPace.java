package io.genkan.tunnel;

import io.genkan.access.BitRate;
import io.genkan.tunnel.TrafficMeter.Reading;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// Holds the TCP connections of a friend to his rate, all of them together, in each direction. What his tunnels carry
/// is the packet filter's to bound; it is seen here, and leaves the connections so much less. Safe from any thread.
final class FriendPace {
    /// A connection that has ended does not wait for longer than this.
    private static final long LONGEST_SLEEP = TimeUnit.MILLISECONDS.toNanos(100);

    private final Supplier<List<Reading>> tunnels;
    private final Pace fromFriend = new Pace(System.nanoTime());
    private final Pace toFriend = new Pace(System.nanoTime());
    private volatile Optional<BitRate> rate;

    /// @param tunnels what the friend's live tunnels have carried
    FriendPace(Supplier<List<Reading>> tunnels, Optional<BitRate> rate) {
        this.tunnels = tunnels;
        this.rate = rate;
    }

    void rate(Optional<BitRate> now) {
        rate = now;
    }

    /// Waits until bytes may pass towards the LAN, unless the connection ends.
    void awaitFromFriend(int bytes, BooleanSupplier ended) {
        await(fromFriend, bytes, Reading::bytesFromFriend, ended);
    }

    /// Waits until bytes may pass towards the friend, unless the connection ends.
    void awaitToFriend(int bytes, BooleanSupplier ended) {
        await(toFriend, bytes, Reading::bytesToFriend, ended);
    }

    private void await(Pace pace, int bytes, ToLongFunction<Reading> direction, BooleanSupplier ended) {
        Optional<BitRate> limit = rate;
        if (limit.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        long byTunnels = tunnels.get().stream().mapToLong(direction).sum();
        long end = now + pace.reserve(bytes, limit.get(), byTunnels, now);
        while (end - now > 0 && !ended.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(Math.min(end - now, LONGEST_SLEEP));
            now = System.nanoTime();
        }
    }
}
