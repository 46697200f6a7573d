package io.genkan.sshd;

import io.genkan.access.Identity;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;
import org.jspecify.annotations.Nullable;

/// What the gateway knows of an authenticated session: who it is, and what was opened in it.
final class FriendSession {
    private static final AttributeKey<FriendSession> KEY = new AttributeKey<>();

    private final Identity identity;
    private final AtomicBoolean tunnelTaken = new AtomicBoolean();
    private final AtomicBoolean connected = new AtomicBoolean();
    private final AtomicBoolean refused = new AtomicBoolean();
    private volatile boolean saidGoodbye;
    private volatile @Nullable Consumer<String> listener;
    private final Map<Long, String> refusals = new ConcurrentHashMap<>();

    private FriendSession(Identity identity) {
        this.identity = identity;
    }

    /// Notes who proved his key. Called for each key that a client offers, so the last one counts: it is the one with
    /// which the client went on.
    static void note(Session session, Identity identity) {
        session.setAttribute(KEY, new FriendSession(identity));
    }

    /// What is known of a session; null before somebody authenticated in it.
    static @Nullable FriendSession of(Session session) {
        return session.getAttribute(KEY);
    }

    /// Forgets who it was: the client went on with another key.
    static void forget(Session session) {
        session.removeAttribute(KEY);
    }

    Identity identity() {
        return identity;
    }

    /// Takes the one place for a tunnel in this session.
    ///
    /// @return false if it is taken
    boolean takeTunnel() {
        return tunnelTaken.compareAndSet(false, true);
    }

    /// Gives the place back: the tunnel did not open.
    void returnTunnel() {
        tunnelTaken.set(false);
    }

    /// Notes that a TCP connection was made.
    ///
    /// @return whether he is in by it: it is the first, and there is no tunnel
    boolean noteConnection() {
        return !tunnelTaken.get() && connected.compareAndSet(false, true);
    }

    /// Notes that he may not be inside.
    ///
    /// @return false if that was known
    boolean noteRefused() {
        return refused.compareAndSet(false, true);
    }

    /// Notes that he is leaving on his own.
    void sayGoodbye() {
        saidGoodbye = true;
    }

    boolean saidGoodbye() {
        return saidGoodbye;
    }

    /// Notes where he reads what he is told while he is inside; null for nowhere any more.
    void listens(@Nullable Consumer<String> where) {
        listener = where;
    }

    /// Tells him something.
    ///
    /// @return false if he has nothing open to read it in
    boolean tell(String words) {
        Consumer<String> to = listener;
        if (to != null) {
            to.accept(words);
        }
        return to != null;
    }

    /// Keeps the words for a channel that will not open.
    ///
    /// @param channel the client's number of it
    void refuse(long channel, String words) {
        refusals.put(channel, words);
    }

    /// Takes the words for a channel that did not open.
    @Nullable
    String refusal(long channel) {
        return refusals.remove(channel);
    }

    /// Where a session comes from, as `address:port`.
    static String origin(Session session) {
        if (session.getIoSession().getRemoteAddress() instanceof InetSocketAddress remote) {
            String address = remote.getAddress().getHostAddress();
            return (address.contains(":") ? "[" + address + "]" : address) + ":" + remote.getPort();
        }
        return "?";
    }
}
