package io.genkan.tunnel;

import io.genkan.access.AccessDecider;
import io.genkan.access.AccessDecision;
import io.genkan.access.AccessDecision.Granted;
import io.genkan.access.AccessDecision.Reason;
import io.genkan.access.AccessDecision.Refused;
import io.genkan.access.BitRate;
import io.genkan.access.Friend;
import io.genkan.access.Gatekeeper;
import io.genkan.access.Identity;
import io.genkan.access.Inside;
import io.genkan.net.IpProtocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// The TCP connections that the gateway makes for friends who have no tunnel.
///
/// They leave by the gateway's own address, where no packet filter of ours looks at them: what is decided here is all
/// that stands between a friend and the LAN. So each is decided about twice, before it is made and once it is made
/// and registered, and again with each look at who may be inside.
@Service
public class Forwardings implements Inside {
    /// For the whole gateway; each may hold a window's worth of bytes that the LAN does not take.
    static final int MOST = 128;
    static final int MOST_PER_KEY = 64;

    private static final Logger log = LoggerFactory.getLogger(Forwardings.class);

    private final Gatekeeper gate;
    private final HomeNetwork home;
    private final Tunnels tunnels;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Set<Forwarding> live = ConcurrentHashMap.newKeySet();
    private final RefusalCounter refusals = new RefusalCounter();
    private final Map<Long, FriendPace> paces = new ConcurrentHashMap<>();

    Forwardings(Gatekeeper gate, HomeNetwork home, Tunnels tunnels, ApplicationEventPublisher events, Clock clock) {
        this.gate = gate;
        this.home = home;
        this.tunnels = tunnels;
        this.events = events;
        this.clock = clock;
    }

    /// Whether the holder of a key may have a connection, as of now.
    ///
    /// @param key the key blob as in {@link io.genkan.access.SshPublicKey#base64()}
    public AccessDecision decide(String key, InetSocketAddress to) throws IOException {
        AccessDecision entry = gate.entry(key);
        return entry instanceof Granted(Identity identity) ? decide(identity, to) : entry;
    }

    private AccessDecision decide(Identity identity, InetSocketAddress to) throws IOException {
        if (!home.hasHost(to.getAddress())) {
            return new Refused(Reason.NOT_IN_POLICY);
        }
        return AccessDecider.connection(Optional.of(identity), IpProtocol.TCP, to.getAddress(), to.getPort());
    }

    /// Registers a connection, unless there are too many.
    ///
    /// @param line the friend's end of it
    public ForwardingOpening register(
            AccessDecision.Granted granted, InetSocketAddress to, String origin, FriendsLine line) {
        FriendPace pace = paceOf(granted.identity().friend());
        Forwarding forwarding = new Forwarding(granted.identity(), to, origin, clock.instant(), line, pace);
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

    /// Has it known that a friend is in by a connection, and without a tunnel.
    public void tellConnected(Identity identity, String origin) {
        events.publishEvent(new ConnectedWithoutTunnel(identity.friend().name(), origin));
    }

    /// Has it known that a friend was refused a connection.
    public void tellRefused(Identity identity, String origin, String where, Refused why) {
        events.publishEvent(new ForwardingRefused(identity.friend().name(), origin, where, why.reason()));
    }

    /// Forgets a connection that has ended.
    public void remove(Forwarding forwarding) {
        if (live.remove(forwarding)) {
            forwarding.end();
            account(forwarding);
            events.publishEvent(new ForwardingClosed(forwarding.view()));
        }
    }

    /// Kept for as long as the gateway runs: whoever opens connections one after the other gains nothing.
    private FriendPace paceOf(Friend friend) {
        Optional<BitRate> rate = friend.policy().terms().rate();
        FriendPace pace =
                paces.computeIfAbsent(friend.id(), _ -> new FriendPace(() -> tunnels.trafficOf(friend), rate));
        pace.rate(rate);
        return pace;
    }

    /// The live connections, the oldest first.
    public List<ForwardingView> live() {
        return live.stream()
                .map(Forwarding::view)
                .sorted(Comparator.comparing(ForwardingView::since))
                .toList();
    }

    /// Notes that a connection was refused.
    public void countRefusal(Refused why) {
        refusals.count(why);
    }

    /// How many connections were refused since the gateway started, by reason.
    public Map<Reason, Long> refusals() {
        return refusals.counted();
    }

    @Override
    public List<Identity> identities() {
        live.forEach(this::account);
        return live.stream().map(Forwarding::identity).toList();
    }

    /// Whoever ends his session tells him.
    @Override
    public void end(Identity identity, Refused why) {
        ofTheKey(identity).forEach(forwarding -> forwarding.line().hangUp());
    }

    @Override
    public void endWhatIsRefused(Identity identity) {
        for (Forwarding forwarding : ofTheKey(identity)) {
            try {
                forwarding.pace().rate(identity.friend().policy().terms().rate());
                if (decide(identity, forwarding.to()) instanceof Refused why) {
                    forwarding.line().hangUp(why);
                }
            } catch (IOException e) {
                log.error("a connection is ended, since it cannot be decided about", e);
                forwarding.line().hangUp();
            }
        }
    }

    private List<Forwarding> ofTheKey(Identity identity) {
        String key = identity.key().publicKey().base64();
        return live.stream().filter(forwarding -> forwarding.key().equals(key)).toList();
    }

    /// What passes counts for the friend's month.
    private void account(Forwarding forwarding) {
        gate.count(forwarding.identity().friend(), forwarding.takeUnaccounted());
    }
}
