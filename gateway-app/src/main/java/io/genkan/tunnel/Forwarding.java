package io.genkan.tunnel;

import io.genkan.access.Identity;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// One live TCP connection that the gateway makes for a friend (`direct-tcpip`). Each direction has one thread.
public final class Forwarding {
    private final Identity identity;
    private final InetSocketAddress to;
    private final String origin;
    private final Instant since;
    private final FriendsLine line;
    private final FriendPace pace;
    private volatile boolean ended;
    private final AtomicLong fromFriend = new AtomicLong();
    private final AtomicLong toFriend = new AtomicLong();
    private final AtomicLong accounted = new AtomicLong();

    Forwarding(
            Identity identity, InetSocketAddress to, String origin, Instant since, FriendsLine line, FriendPace pace) {
        this.identity = identity;
        this.to = to;
        this.origin = origin;
        this.since = since;
        this.line = line;
        this.pace = pace;
    }

    /// Counts bytes towards the LAN, and waits until the friend's rate lets them pass.
    public void passFromFriend(int bytes) {
        pace.awaitFromFriend(bytes, () -> ended);
        fromFriend.lazySet(fromFriend.getPlain() + bytes);
    }

    /// Counts bytes towards the friend, and waits until his rate lets them pass.
    public void passToFriend(int bytes) {
        pace.awaitToFriend(bytes, () -> ended);
        toFriend.lazySet(toFriend.getPlain() + bytes);
    }

    /// It carries nothing any more, and need not wait.
    void end() {
        ended = true;
    }

    FriendPace pace() {
        return pace;
    }

    Identity identity() {
        return identity;
    }

    /// The bytes that have passed since the last time this was asked, both ways together.
    long takeUnaccounted() {
        long total = fromFriend.get() + toFriend.get();
        return total - accounted.getAndSet(total);
    }

    String key() {
        return identity.key().publicKey().base64();
    }

    InetSocketAddress to() {
        return to;
    }

    FriendsLine line() {
        return line;
    }

    /// It as pages and commands show it.
    public ForwardingView view() {
        return new ForwardingView(
                identity.friend().name(),
                to.getAddress().getHostAddress() + ":" + to.getPort(),
                origin,
                since,
                fromFriend.get(),
                toFriend.get());
    }
}
