package io.genkan.owner;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;

/// Slows down whoever guesses the owner's password.
///
/// Each source address waits longer after each failure, and so do all of them together, for guesses that come
/// from many addresses. The owner is never locked out for good: every wait has an end, and an address from
/// which he has logged in before does not wait for what others do. Time is the machine's running time, since a
/// Pi has no clock battery.
///
/// Everything is forgotten at a restart, which takes longer than the guesses it would win.
public final class LoginThrottle {
    private static final int FREE_TRIES_EACH = 5;
    private static final Duration LONGEST_WAIT_EACH = Duration.ofMinutes(5);
    private static final int FREE_TRIES_TOGETHER = 30;
    private static final Duration LONGEST_WAIT_TOGETHER = Duration.ofSeconds(20);
    private static final Duration MEMORY_OF_FAILURES = Duration.ofHours(1);
    private static final Duration MEMORY_OF_SUCCESS = Duration.ofDays(30);
    private static final int MOST_SOURCES = 10_000;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final Ticker ticker;
    private final Cache<InetAddress, Failures> each;
    private final Cache<InetAddress, Boolean> knownGood;
    private Failures together = Failures.NONE;

    /// How many failures there were, and until when the next try has to wait, in the ticker's nanoseconds.
    private record Failures(int count, long last, long until) {
        static final Failures NONE = new Failures(0, 0, 0);
    }

    /// The answer to whether a try may be made now.
    public sealed interface Admission {
        /// It may. It counts as failed until {@link LoginThrottle#succeeded} says otherwise, so that many tries at
        /// once are no way around.
        record Admitted() implements Admission {}

        /// It may not, and is not counted.
        ///
        /// @param remaining how long to wait
        record Wait(Duration remaining) implements Admission {}
    }

    /// @param ticker the time that has passed, in nanoseconds
    public LoginThrottle(Ticker ticker) {
        this.ticker = ticker;
        this.each = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(MEMORY_OF_FAILURES)
                .maximumSize(MOST_SOURCES)
                .build();
        this.knownGood = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(MEMORY_OF_SUCCESS)
                .maximumSize(MOST_SOURCES)
                .build();
    }

    /// Asks for a try.
    ///
    /// @param address where it comes from
    public synchronized Admission admit(InetAddress address) {
        InetAddress source = network(address);
        long now = ticker.read();
        forgetOldFailures(now);
        Failures own = each.get(source, _ -> Failures.NONE);
        boolean known = knownGood.getIfPresent(source) != null;
        long wait = own.count() == 0 ? 0 : own.until() - now;
        if (!known && together.count() > 0) {
            wait = Math.max(wait, together.until() - now);
        }
        if (wait > 0) {
            return new Admission.Wait(Duration.ofNanos(wait));
        }
        each.put(source, oneMore(own, now, FREE_TRIES_EACH, LONGEST_WAIT_EACH));
        if (!known) {
            together = oneMore(together, now, FREE_TRIES_TOGETHER, LONGEST_WAIT_TOGETHER);
        }
        return new Admission.Admitted();
    }

    /// Says that the admitted try was the owner.
    public synchronized void succeeded(InetAddress address) {
        InetAddress source = network(address);
        each.invalidate(source);
        knownGood.put(source, Boolean.TRUE);
    }

    private void forgetOldFailures(long now) {
        if (together.count() > 0 && now - together.last() > MEMORY_OF_FAILURES.toNanos()) {
            together = Failures.NONE;
        }
    }

    private static Failures oneMore(Failures before, long now, int free, Duration longest) {
        int count = before.count() + 1;
        return new Failures(count, now, now + waitAfter(count, free, longest).toNanos());
    }

    /// One second after the first failure that is not free, and twice as long after each further one.
    private static Duration waitAfter(int failures, int free, Duration longest) {
        if (failures < free) {
            return Duration.ZERO;
        }
        int doublings = Math.min(failures - free, Integer.SIZE - 2);
        Duration wait = Duration.ofSeconds(1L << doublings);
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    /// An IPv6 host can take any of the addresses of its /64, so that these count as one source.
    private static InetAddress network(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, IPV6_NETWORK_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("sixteen bytes are an address", e);
        }
    }
}
