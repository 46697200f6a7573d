package io.genkan.sshd;

import io.genkan.ssh.transport.ConnectionGate;
import io.genkan.ssh.transport.LinkIoSession;
import io.genkan.sshd.Penalties.Offence;
import io.genkan.sshd.PreAuthLimits.Answer;
import io.genkan.sshd.PreAuthLimits.Knock;
import io.genkan.sshd.StrangerLeft.Manner;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/// Holds the connections against {@link PreAuthLimits}: asks for each one that comes, and tells what becomes of it.
final class PreAuthGate implements ConnectionGate, SessionListener {
    private static final Logger log = LoggerFactory.getLogger(PreAuthGate.class);

    private final PreAuthLimits limits =
            new PreAuthLimits(() -> ThreadLocalRandom.current().nextDouble());
    private final Map<Knock, Visit> visits = new ConcurrentHashMap<>();
    private final long patienceNanos;
    private final ApplicationEventPublisher events;

    /// @param patience how long a connection may take to prove a key
    PreAuthGate(Duration patience, ApplicationEventPublisher events) {
        this.patienceNanos = patience.toNanos();
        this.events = events;
    }

    @Override
    public Optional<Place> knock(SocketAddress from) {
        if (!(from instanceof InetSocketAddress remote)) {
            return Optional.empty();
        }
        Source source = Source.of(remote.getAddress());
        return switch (limits.knock(source, System.nanoTime())) {
            case Answer.In(Knock knock, Optional<Knock> instead) -> {
                instead.map(visits::get).ifPresent(Visit::end);
                Visit visit = new Visit(knock, source);
                visits.put(knock, visit);
                yield Optional.of(visit);
            }
            case Answer.Out(var reason) -> {
                log.debug("a connection from {} is not taken: {}", remote, reason);
                events.publishEvent(new StrangerLeft(source.toString(), Manner.TURNED_AWAY));
                yield Optional.empty();
            }
        };
    }

    PreAuthFigures figures() {
        return limits.figures();
    }

    /// One connection, from its first byte to its last.
    private final class Visit implements Place {
        private final Knock knock;
        private final Source source;
        private final long since = System.nanoTime();
        private volatile @Nullable LinkIoSession session;
        private volatile Offence offence = Offence.NOBODY;
        private volatile boolean proven;

        Visit(Knock knock, Source source) {
            this.knock = knock;
            this.source = source;
        }

        @Override
        public void taken(LinkIoSession taker) {
            session = taker;
            taker.setAttribute(Visit.class, this);
        }

        /// Ends it away from the thread that accepts, which must not wait for the session's locks.
        void end() {
            LinkIoSession ended = session;
            if (ended != null) {
                Thread.ofVirtual().name("ssh-makes-room").start(() -> ended.close(true));
            }
        }

        @Override
        public void left() {
            visits.remove(knock);
            long now = System.nanoTime();
            Offence last = now - since >= patienceNanos ? Offence.DAWDLED : offence;
            limits.leave(knock, last, now);
            if (!proven) {
                events.publishEvent(new StrangerLeft(source.toString(), mannerOf(last)));
            }
        }
    }

    private static Manner mannerOf(Offence offence) {
        return switch (offence) {
            case NOBODY -> Manner.NOBODY;
            case FAILED_SIGNATURE -> Manner.FAILED_SIGNATURE;
            case DAWDLED -> Manner.DAWDLED;
            case GARBAGE -> Manner.GARBAGE;
        };
    }

    private static Optional<PreAuthGate.Visit> visitOf(Session session) {
        return Optional.ofNullable((Visit) session.getIoSession().getAttribute(Visit.class));
    }

    @Override
    public void sessionEvent(Session session, Event event) {
        visitOf(session).ifPresent(visit -> {
            if (event == Event.Authenticated) {
                limits.prove(visit.knock);
                visit.proven = true;
                FriendSession friend = FriendSession.of(session);
                if (friend != null) {
                    events.publishEvent(new FriendLoggedIn(friend.identity(), FriendSession.origin(session)));
                }
                ((LinkIoSession) session.getIoSession()).trust();
            } else if (event == Event.KexCompleted) {
                limits.hasKeys(visit.knock);
            }
        });
    }

    /// What breaks the protocol is an offence; that a connection breaks is none, nor that a client is too old to agree
    /// on algorithms.
    @Override
    public void sessionException(Session session, Throwable problem) {
        if (problem instanceof RuntimeException
                || (problem instanceof SshException broken && breaksTheProtocol(broken))) {
            blame(session, Offence.GARBAGE);
        }
    }

    private static boolean breaksTheProtocol(SshException problem) {
        int code = problem.getDisconnectCode();
        return code > 0 && code != SshConstants.SSH2_DISCONNECT_KEY_EXCHANGE_FAILED;
    }

    /// Notes what a connection did, if it ends without having proven a key.
    static void blame(Session session, Offence offence) {
        visitOf(session).ifPresent(visit -> visit.offence = offence);
    }
}
