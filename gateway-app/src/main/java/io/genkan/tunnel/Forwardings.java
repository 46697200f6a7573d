package io.genkan.tunnel;

import io.genkan.access.AccessDecider;
import io.genkan.access.AccessDecision;
import io.genkan.access.AccessDecision.Granted;
import io.genkan.access.AccessDecision.Reason;
import io.genkan.access.AccessDecision.Refused;
import io.genkan.access.Gatekeeper;
import io.genkan.access.Identity;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// The TCP connections that the gateway makes for friends who have no tunnel.
///
/// They leave by the gateway's own address, where no packet filter of ours looks at them: what is decided here is all
/// that stands between a friend and the LAN. So each is decided about twice, before it is made and once it is made and
/// registered, and again every half second while it lives.
@Service
public class Forwardings {
    /// For the whole gateway; each may hold a window's worth of bytes that the LAN does not take.
    static final int MOST = 128;
    static final int MOST_PER_KEY = 64;

    private static final Logger log = LoggerFactory.getLogger(Forwardings.class);

    private final Gatekeeper gate;
    private final HomeNetwork home;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Set<Forwarding> live = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("forwardings").daemon().factory());

    private final ScheduledFuture<?> sweeping;

    Forwardings(Gatekeeper gate, HomeNetwork home, ApplicationEventPublisher events, Clock clock) {
        this.gate = gate;
        this.home = home;
        this.events = events;
        this.clock = clock;
        sweeping = sweeper.scheduleWithFixedDelay(this::hangUpWhatIsRefusedNow, 500, 500, TimeUnit.MILLISECONDS);
    }

    /// Whether the holder of a key may have a connection, as of now.
    ///
    /// @param key the key blob as in {@link io.genkan.access.SshPublicKey#base64()}
    public AccessDecision decide(String key, InetSocketAddress to) throws IOException {
        return decide(gate.entry(key), to);
    }

    private AccessDecision decide(AccessDecision entry, InetSocketAddress to) throws IOException {
        if (!(entry instanceof Granted(Identity identity))) {
            return entry;
        }
        if (!home.hasHost(to.getAddress())) {
            return new Refused(Reason.NOT_IN_POLICY);
        }
        return AccessDecider.connection(Optional.of(identity), to.getAddress(), to.getPort());
    }

    /// Registers a connection, unless there are too many.
    ///
    /// @param hangUp ends it; may be called by any thread
    public ForwardingOpening register(
            AccessDecision.Granted granted, InetSocketAddress to, String origin, Runnable hangUp) {
        Forwarding forwarding = new Forwarding(granted.identity(), to, origin, clock.instant(), hangUp);
        synchronized (live) {
            long ofTheKey = live.stream()
                    .filter(other -> other.key().equals(forwarding.key()))
                    .count();
            if (live.size() >= MOST || ofTheKey >= MOST_PER_KEY) {
                return new ForwardingOpening.TooMany();
            }
            live.add(forwarding);
        }
        return new ForwardingOpening.Opened(forwarding);
    }

    /// Has it known that a friend was refused a connection.
    public void tellRefused(Identity identity, String origin, String where, Refused why) {
        events.publishEvent(new ForwardingRefused(identity.friend().name(), origin, where, why.reason()));
    }

    /// Forgets a connection that has ended.
    public void remove(Forwarding forwarding) {
        if (live.remove(forwarding)) {
            account(forwarding);
            events.publishEvent(new ForwardingClosed(forwarding.view()));
        }
    }

    /// The live connections, the oldest first.
    public List<ForwardingView> live() {
        return live.stream()
                .map(Forwarding::view)
                .sorted(Comparator.comparing(ForwardingView::since))
                .toList();
    }

    private void hangUpWhatIsRefusedNow() {
        Map<String, AccessDecision> entries = new HashMap<>();
        for (Forwarding forwarding : live) {
            try {
                account(forwarding);
                AccessDecision entry = entries.computeIfAbsent(forwarding.key(), gate::entry);
                if (!(decide(entry, forwarding.to()) instanceof Granted)) {
                    forwarding.hangUp();
                }
            } catch (IOException | RuntimeException e) {
                log.error("a connection is ended, since it cannot be decided about", e);
                forwarding.hangUp();
            }
        }
    }

    /// What passes counts for the friend's month.
    private void account(Forwarding forwarding) {
        gate.count(forwarding.identity().friend(), forwarding.takeUnaccounted());
    }

    @PreDestroy
    void stop() {
        sweeping.cancel(false);
        sweeper.shutdown();
    }
}
