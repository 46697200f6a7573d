package io.genkan.tunnel;

import io.genkan.access.AccessDecision;
import io.genkan.access.AuthorizedKey;
import io.genkan.access.Friend;
import io.genkan.access.FriendChanged;
import io.genkan.access.FriendRemoved;
import io.genkan.access.Gatekeeper;
import io.genkan.access.Identity;
import io.genkan.access.Inside;
import io.genkan.access.TunnelRequest;
import io.genkan.net.TunnelUnit;
import io.genkan.tun.TunDevice;
import io.genkan.tun.TunDevices;
import io.genkan.tun.TunMode;
import io.genkan.tunnel.TunnelOpening.Failed;
import io.genkan.tunnel.TunnelOpening.Opened;
import io.genkan.tunnel.TunnelOpening.Refused;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;

/// The live tunnels, at most one per unit. The newest wins: whoever proves the key again ends his older tunnel, so
/// that a friend whose Wi-Fi dropped is back at once.
// Ended before the session that it is in, so that its end has the right reason.
@Order(Ordered.HIGHEST_PRECEDENCE)
// Heard by the audit log until the last tunnel has ended.
@DependsOn("auditEvents")
@Service
public class Tunnels implements Inside {
    private static final Logger log = LoggerFactory.getLogger(Tunnels.class);

    private final Gatekeeper gate;
    private final TunDevices devices;
    private final LanAttachment lan;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final ConcurrentHashMap<TunnelUnit, Slot> slots = new ConcurrentHashMap<>();
    private final RefusalCounter refusals = new RefusalCounter();
    private final ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("tunnel-rates").daemon()::unstarted);

    private @Nullable ScheduledFuture<?> sampling;

    /// The place of a unit's tunnel. Whoever opens or ends a tunnel holds its lock meanwhile, so that no tunnel is
    /// missed by who ends it: its holder is looked up for the last time under the lock that the ending waits for.
    private static final class Slot {
        final ReentrantLock lock = new ReentrantLock();
        volatile @Nullable Tunnel current;
    }

    Tunnels(Gatekeeper gate, TunDevices devices, LanAttachment lan, ApplicationEventPublisher events, Clock clock) {
        this.gate = gate;
        this.devices = devices;
        this.lan = lan;
        this.events = events;
        this.clock = clock;
    }

    @PostConstruct
    void startSampling() {
        sampling = sampler.scheduleAtFixedRate(this::sampleRates, 1, 1, TimeUnit.SECONDS);
    }

    /// Opens the tunnel that the holder of a key asks for; ends an older one of the same unit first, whose device is
    /// gone before this returns. Blocks for as long as the kernel takes.
    ///
    /// @param keyBase64 the key that was proven
    /// @param channel where its packets go
    public TunnelOpening open(String keyBase64, TunnelRequest request, FrameChannel channel) {
        TunnelOpening opening = decideAndOpen(keyBase64, request, channel);
        if (opening instanceof Refused(AccessDecision.Refused why)) {
            refusals.count(why);
        }
        return opening;
    }

    private TunnelOpening decideAndOpen(String keyBase64, TunnelRequest request, FrameChannel channel) {
        return switch (gate.tunnel(keyBase64, request)) {
            case AccessDecision.Refused why -> tell(new Refused(why), keyBase64, channel);
            case AccessDecision.Granted(Identity identity) ->
                inSlot(identity.key().unit(), slot -> {
                    endCurrent(slot, CloseReason.REPLACED);
                    return tell(openIn(slot, identity, request, channel), keyBase64, channel);
                });
        };
    }

    /// Lets the packets flow; called once, when the friend has been told that his tunnel is open. Does nothing if the
    /// tunnel has ended meanwhile.
    public void start(Tunnel tunnel) {
        inSlot(tunnel.unit(), slot -> {
            if (Objects.equals(slot.current, tunnel)) {
                events.publishEvent(new TunnelOpened(tunnel.view()));
                startPump(tunnel);
            }
            return slot;
        });
    }

    /// Ends a tunnel; does nothing if it has ended. Its device and rules are gone when this returns.
    public void end(Tunnel tunnel, CloseReason reason) {
        inSlot(tunnel.unit(), slot -> {
            if (Objects.equals(slot.current, tunnel)) {
                endCurrent(slot, reason);
            }
            return slot;
        });
    }

    /// Ends the live tunnel of a unit, if there is one.
    public void end(TunnelUnit unit, CloseReason reason) {
        inSlot(unit, slot -> {
            endCurrent(slot, reason);
            return slot;
        });
    }

    @Override
    public List<Identity> identities() {
        return current().peek(this::account).map(Tunnel::identity).toList();
    }

    @Override
    public void end(Identity identity, AccessDecision.Refused why) {
        inSlot(identity.key().unit(), slot -> {
            Tunnel tunnel = slot.current;
            if (tunnel != null && tunnel.identity().key().equals(identity.key())) {
                endCurrent(slot, CloseReason.ACCESS_ENDED, channel -> channel.close(why));
            }
            return slot;
        });
    }

    /// The live tunnels, by unit.
    public List<TunnelView> live() {
        return current()
                .map(Tunnel::view)
                .sorted(Comparator.comparing(TunnelView::unit))
                .toList();
    }

    /// How many tunnels were refused since the gateway started, by reason.
    public Map<AccessDecision.Reason, Long> refusals() {
        return refusals.counted();
    }

    /// What the live tunnels of a friend have carried.
    List<TrafficMeter.Reading> trafficOf(Friend friend) {
        return current()
                .filter(tunnel -> tunnel.identity().friend().id() == friend.id())
                .map(tunnel -> tunnel.meter().read())
                .toList();
    }

    private Stream<Tunnel> current() {
        return slots.values().stream().map(slot -> slot.current).filter(Objects::nonNull);
    }

    private void account(Tunnel tunnel) {
        gate.count(tunnel.identity().friend(), tunnel.takeUnaccounted());
    }

    /// His tunnels were set up for what he had before.
    @EventListener
    void on(FriendChanged changed) {
        if (changed.concernsTunnels()) {
            for (AuthorizedKey key : changed.after().keys()) {
                end(key.unit(), CloseReason.POLICY_CHANGED);
            }
        }
    }

    /// Waits for tunnels that are being opened, which nobody who looks who is inside sees yet.
    @EventListener
    void on(FriendRemoved removed) {
        for (AuthorizedKey key : removed.friend().keys()) {
            if (gate.entry(key.publicKey().base64()) instanceof AccessDecision.Refused why) {
                end(new Identity(removed.friend(), key), why);
            }
        }
    }

    /// Waits for tunnels that are being opened: the lost one may be among them.
    @EventListener
    void on(AttachmentLost lost) {
        for (TunnelUnit unit : slots.keySet()) {
            inSlot(unit, slot -> {
                Tunnel tunnel = slot.current;
                if (tunnel != null && tunnel.device().name().equals(lost.device())) {
                    endCurrent(slot, lost.reason());
                }
                return slot;
            });
        }
    }

    @PreDestroy
    void endAll() {
        if (sampling != null) {
            sampling.cancel(false);
        }
        sampler.shutdown();
        slots.keySet().forEach(unit -> end(unit, CloseReason.GATEWAY_STOPS));
    }

    private void startPump(Tunnel tunnel) {
        PacketPump pump = new PacketPump(tunnel, (reason, failure) -> {
            log.warn("tunnel {} broke: {}", tunnel.device().name(), failure.getMessage());
            end(tunnel, reason);
        });
        Thread.ofPlatform().name(tunnel.device().name() + "-rx").daemon().start(pump);
    }

    private TunnelOpening tell(TunnelOpening opening, String keyBase64, FrameChannel channel) {
        switch (opening) {
            case Opened _ -> {}
            case Refused(var why) -> events.publishEvent(new TunnelRefused(keyBase64, channel.origin(), why.reason()));
            case Failed(var reason) -> events.publishEvent(new TunnelRefused(keyBase64, channel.origin(), reason));
        }
        return opening;
    }

    private TunnelOpening openIn(Slot slot, Identity identity, TunnelRequest request, FrameChannel channel) {
        Tunnel opening = null;
        boolean opened = false;
        try {
            TunMode mode = modeOf(request.layer());
            opening = new Tunnel(identity, create(identity.key().unit(), mode), channel, clock.instant());
            lan.attach(opening.device().name(), mode, identity);
            Optional<AccessDecision.Refused> why = changedMeanwhile(identity, request);
            if (why.isPresent()) {
                return new Refused(why.get());
            }
            slot.current = opening;
            opened = true;
            return new Opened(opening);
        } catch (AttachmentException e) {
            log.warn("no tunnel for {}: {}", identity.friend().name(), e.getMessage());
            return new Failed(e.reason());
        } finally {
            if (opening != null && !opened) {
                takeDown(opening);
            }
        }
    }

    /// The rules were written for what he might do before; if that is something else now, he has to come again.
    private Optional<AccessDecision.Refused> changedMeanwhile(Identity before, TunnelRequest request) {
        return switch (gate.tunnel(before.key().publicKey().base64(), request)) {
            case AccessDecision.Refused why -> Optional.of(why);
            case AccessDecision.Granted(Identity now) -> {
                FriendChanged change = new FriendChanged(before.friend(), now.friend());
                yield change.concernsTunnels() || change.hasOtherRules()
                        ? Optional.of(new AccessDecision.Refused(AccessDecision.Reason.POLICY_CHANGED))
                        : Optional.empty();
            }
        };
    }

    private TunDevice create(TunnelUnit unit, TunMode mode) throws AttachmentException {
        try {
            TunDevice device = devices.create(mode.deviceOf(unit), mode);
            device.queueLength(QueueLength.FIRST);
            return device;
        } catch (IOException e) {
            throw new AttachmentException(AttachmentException.Reason.NO_DEVICE, e);
        }
    }

    private static TunMode modeOf(TunnelRequest.Layer layer) {
        return switch (layer) {
            case POINT_TO_POINT -> TunMode.POINT_TO_POINT;
            case ETHERNET -> TunMode.ETHERNET;
        };
    }

    private void endCurrent(Slot slot, CloseReason reason) {
        endCurrent(slot, reason, channel -> channel.close(reason));
    }

    private void endCurrent(Slot slot, CloseReason reason, Consumer<FrameChannel> close) {
        Tunnel tunnel = slot.current;
        if (tunnel != null) {
            takeDown(tunnel);
            slot.current = null;
            account(tunnel);
            close.accept(tunnel.channel());
            events.publishEvent(new TunnelClosed(tunnel.view(), reason));
        }
    }

    /// Removes the device first: with it go its addresses and routes, and no packet is on its way when the rules go.
    private void takeDown(Tunnel tunnel) {
        tunnel.device().close();
        lan.detach(tunnel.device().name());
    }

    private void sampleRates() {
        List<Tunnel> tunnels = current().toList();
        if (!tunnels.isEmpty()) {
            Map<String, Long> dropped = queuesWereFull();
            for (Tunnel tunnel : tunnels) {
                Long packets = dropped.get(tunnel.device().name().value());
                if (packets != null) {
                    tunnel.queueWasFull(packets);
                }
                tunnel.sample(clock.instant());
            }
        }
    }

    private Map<String, Long> queuesWereFull() {
        try {
            return devices.queuesWereFull();
        } catch (IOException e) {
            log.debug("the kernel does not tell what it dropped: {}", e.getMessage());
            return Map.of();
        }
    }

    private <T> T inSlot(TunnelUnit unit, Function<Slot, T> work) {
        Slot slot = slots.computeIfAbsent(unit, _ -> new Slot());
        slot.lock.lock();
        try {
            return work.apply(slot);
        } finally {
            slot.lock.unlock();
        }
    }
}
