package io.genkan.router;

import io.genkan.access.Friend;
import io.genkan.access.FriendChanged;
import io.genkan.access.Identity;
import io.genkan.net.AddressPair;
import io.genkan.net.Attachment;
import io.genkan.net.BadInputException;
import io.genkan.net.InterfaceName;
import io.genkan.net.IpPrefix;
import io.genkan.net.MacAddress;
import io.genkan.net.TunnelAddresses;
import io.genkan.settings.GatewayProperties;
import io.genkan.tun.TunMode;
import io.genkan.tunnel.AttachmentException;
import io.genkan.tunnel.AttachmentException.Reason;
import io.genkan.tunnel.AttachmentLost;
import io.genkan.tunnel.CloseReason;
import io.genkan.tunnel.LanAttachment;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// Brings the kernel's state to what the live tunnels need, step by step, and knows at each moment what is there.
@Service
class Reconciler implements LanAttachment {
    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration PUTTING_BACK = Duration.ofSeconds(1);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final Router router;
    private final RouterPlanner planner;
    private final CleanUp cleanUp;
    private final TunnelAddresses addresses;
    private final ApplicationEventPublisher events;
    private final LanReport report;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final Map<InterfaceName, AttachedTunnel> attached = new LinkedHashMap<>();
    /// The hardware addresses of bridged friends, as far as they are known.
    private final Map<InterfaceName, MacAddress> pinned = new ConcurrentHashMap<>();

    private RouterConfig is = RouterConfig.NOTHING;

    Reconciler(
            Router router,
            CleanUp cleanUp,
            GatewayProperties settings,
            ApplicationEventPublisher events,
            LanReport report,
            TapAddresses tapAddresses) {
        this.router = router;
        this.cleanUp = cleanUp;
        this.addresses = settings.addresses();
        this.events = events;
        this.report = report;
        this.planner =
                new RouterPlanner(settings.tunnel().pool(), settings.tunnel().mtu(), tapAddresses);
    }

    /// Removes what an earlier process left that was killed.
    @PostConstruct
    void begin() {
        cleanUp.run();
    }

    @Override
    public void attach(InterfaceName device, TunMode mode, Identity identity) throws AttachmentException {
        AttachedTunnel tunnel = describe(device, mode, identity);
        try {
            refuseAddressInUse(tunnel);
            refuseRoutedSubnet(tunnel);
        } catch (AttachmentException e) {
            report.fails(String.valueOf(e.getMessage()));
            throw e;
        }
        oneAtATime.lock();
        try {
            attached.put(device, tunnel);
            bringAbout();
            report.joins(tunnel, lan());
        } catch (AttachmentException | RuntimeException e) {
            report.fails(String.valueOf(e.getMessage()));
            takeBack(device);
            throw e;
        } finally {
            oneAtATime.unlock();
        }
        announce(tunnel);
    }

    /// A tunnel is as good without it, after a while.
    private void announce(AttachedTunnel tunnel) {
        if (tunnel.attachment() != Attachment.PROXY_ARP) {
            // Where a bridged friend is, is announced when it is known.
            return;
        }
        try {
            router.announce(tunnel.inLan());
        } catch (IOException e) {
            log.warn("{} could not be announced in the LAN: {}", tunnel.inLan(), e.getMessage());
        }
    }

    @Override
    public void detach(InterfaceName device) {
        oneAtATime.lock();
        try {
            if (attached.containsKey(device)) {
                takeBack(device);
            }
        } finally {
            oneAtATime.unlock();
        }
    }

    /// A quick answer to whether a table is there.
    interface Presence {
        boolean of(TableName table) throws IOException;
    }

    /// Looks whether the packet filter is still as it was loaded. If somebody has changed it, the tunnels are shut at
    /// once, and open again when it is back; if it does not come back, they are given up.
    ///
    /// @param presence asked first, since reading a table takes much longer than to miss it
    void checkFilter(Presence presence) {
        List<InterfaceName> lost = List.of();
        oneAtATime.lock();
        try {
            Optional<TableName> damaged = firstUnsound(table -> presence.of(table.table()))
                    .or(() -> firstUnsound(table -> router.filter().holds(table.table())));
            if (damaged.isPresent()) {
                lost = putBack(damaged.get());
            }
        } finally {
            oneAtATime.unlock();
        }
        // Not under the lock: whoever hears of it ends the tunnels, and detaches them.
        lost.forEach(device -> events.publishEvent(new AttachmentLost(device, CloseReason.UNGUARDED)));
    }

    /// How fast a friend may be, or how he may ask what is there, is changed while he is inside; where that fails, his
    /// tunnels are given up.
    @EventListener
    void on(FriendChanged changed) {
        List<InterfaceName> lost = List.of();
        oneAtATime.lock();
        try {
            List<AttachedTunnel> his = attached.values().stream()
                    .filter(tunnel -> tunnel.friend().equals(changed.before().name()))
                    .toList();
            if (changed.hasOtherRules() && !his.isEmpty()) {
                his.forEach(tunnel -> attached.put(
                        tunnel.device(), tunnel.withPolicy(changed.after().policy())));
                lost = bringAboutOrLose(his);
            }
        } finally {
            oneAtATime.unlock();
        }
        lost.forEach(device -> events.publishEvent(new AttachmentLost(device, CloseReason.FAILED)));
    }

    private List<InterfaceName> bringAboutOrLose(List<AttachedTunnel> tunnels) {
        try {
            bringAbout();
            return List.of();
        } catch (AttachmentException e) {
            log.error("new rules could not be loaded: {}", e.getMessage());
            report.fails(String.valueOf(e.getMessage()));
            return tunnels.stream().map(AttachedTunnel::device).toList();
        }
    }

    private interface Soundness {
        boolean of(Ruleset table) throws IOException;
    }

    /// The first table that is not sound, or of which that cannot be told.
    private Optional<TableName> firstUnsound(Soundness sound) {
        return is.tables().stream()
                .filter(table -> !isSound(table, sound) && !isMoot(table.device()))
                .map(Ruleset::table)
                .findFirst();
    }

    private static boolean isSound(Ruleset table, Soundness sound) {
        try {
            return sound.of(table);
        } catch (IOException e) {
            log.error("the table {} cannot be read: {}", table.table(), e.getMessage());
            return false;
        }
    }

    /// Whether something is about a device that has gone: its tunnel has ended and is about to be detached.
    private boolean isMoot(Optional<InterfaceName> device) {
        try {
            return device.isPresent() && !router.hasDevice(device.get());
        } catch (IOException e) {
            return false;
        }
    }

    /// Whoever changes the packet filter may not have ended yet, and undo what is being put back: it is tried for a
    /// while.
    ///
    /// @return the tunnels that stay shut
    private List<InterfaceName> putBack(TableName damaged) {
        log.warn("somebody else has changed the table {}: the tunnels are shut until it is back", damaged);
        long end = System.nanoTime() + PUTTING_BACK.toNanos();
        AttachmentException failure;
        do {
            attached.keySet().forEach(this::shut);
            is = is.tamperedWith();
            try {
                bringAbout();
                log.warn("the table {} is back, and the tunnels are open again", damaged);
                return List.of();
            } catch (AttachmentException e) {
                failure = e;
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        } while (System.nanoTime() - end < 0);
        log.error("the table {} does not come back, so that all tunnels end: {}", damaged, failure.getMessage());
        report.fails(String.valueOf(failure.getMessage()));
        return List.copyOf(attached.keySet());
    }

    private void shut(InterfaceName device) {
        try {
            router.shut(device);
        } catch (IOException e) {
            log.error("{} cannot be shut: {}", device, e.getMessage());
        }
    }

    private AttachedTunnel describe(InterfaceName device, TunMode mode, Identity identity) throws AttachmentException {
        Friend friend = identity.friend();
        Attachment attachment = friend.attachment().orElse(addresses.usual());
        try {
            if (attachment == Attachment.BRIDGED && mode == TunMode.POINT_TO_POINT) {
                // No bridge takes a tun device. By proxy ARP he has the same address.
                attachment = Attachment.PROXY_ARP;
            }
            AddressPair pair = addresses.pairOf(attachment, identity.key().unit());
            refuseMappedWithoutNat(friend, attachment);
            return new AttachedTunnel(device, mode, friend.name(), attachment, pair, friend.mapping(), friend.policy());
        } catch (BadInputException e) {
            // The owner can make the blocks smaller while friends have larger numbers.
            throw new AttachmentException(
                    Reason.NO_DEVICE,
                    "tunnel number " + identity.key().unit() + " has no addresses any more: " + e.reason() + " "
                            + e.facts());
        }
    }

    /// The owner can change how tunnels usually join the LAN.
    private static void refuseMappedWithoutNat(Friend friend, Attachment attachment) throws AttachmentException {
        if (friend.mapping().isPresent() && attachment != Attachment.NAT) {
            throw new AttachmentException(
                    Reason.MAPPING_MISFITS,
                    "the home network is to appear to " + friend.name()
                            + " under other addresses, which goes by nat alone, and not by " + attachment);
        }
    }

    /// Asks the LAN whether a friend's addresses in it are free. Takes a second, and is not done under the lock.
    private void refuseAddressInUse(AttachedTunnel tunnel) throws AttachmentException {
        if (tunnel.attachment() == Attachment.NAT || isSilent(tunnel)) {
            return;
        }
        for (Map.Entry<InetAddress, String> held : holdersOf(tunnel.inLan()).entrySet()) {
            if (!pinnedAt(tunnel.device()).equals(Optional.of(held.getValue()))) {
                throw new AttachmentException(Reason.ADDRESS_IN_USE, inUse(held.getKey(), held.getValue()));
            }
        }
    }

    /// Asked before the tunnel's own route to what lies behind it is there.
    private void refuseRoutedSubnet(AttachedTunnel tunnel) throws AttachmentException {
        if (tunnel.subnet().isPresent()) {
            HopSubnets.refuseRouted(tunnel, lan(), routes());
        }
    }

    private List<IpPrefix> routes() throws AttachmentException {
        try {
            return router.routes();
        } catch (IOException e) {
            throw new AttachmentException(Reason.NO_DEVICE, e);
        }
    }

    /// Whether a bridged friend is inside who has not said yet which hardware address is his: it is he who would
    /// answer.
    private boolean isSilent(AttachedTunnel tunnel) {
        return tunnel.attachment() == Attachment.BRIDGED
                && isAttached(tunnel)
                && pinnedAt(tunnel.device()).isEmpty();
    }

    private boolean isAttached(AttachedTunnel tunnel) {
        oneAtATime.lock();
        try {
            return tunnel.equals(attached.get(tunnel.device()));
        } finally {
            oneAtATime.unlock();
        }
    }

    private Optional<String> pinnedAt(InterfaceName device) {
        return Optional.ofNullable(pinned.get(device)).map(MacAddress::toString);
    }

    /// Looks which hardware addresses bridged friends have, where that is not known yet: keeps them to it, and tells
    /// the LAN.
    void pinPorts() {
        for (Link link : unpinned()) {
            link.bridge().ifPresent(bridge -> pin(link, bridge));
        }
    }

    private List<Link> unpinned() {
        oneAtATime.lock();
        try {
            return is.links().stream()
                    .filter(link -> link.bridge().isPresent() && !pinned.containsKey(link.device()))
                    .toList();
        } finally {
            oneAtATime.unlock();
        }
    }

    private void pin(Link link, InterfaceName bridge) {
        try {
            Optional<MacAddress> mac = router.pin(link.device(), bridge);
            if (mac.isPresent() && keep(link, mac.get())) {
                log.info("{} is at {}", link.device(), mac.get());
                router.announce(link.addresses().friend(), mac.get());
            }
        } catch (IOException e) {
            if (!isMoot(Optional.of(link.device()))) {
                log.warn("{} could not be kept to its hardware address: {}", link.device(), e.getMessage());
            }
        }
    }

    /// @return whether the link is still there
    private boolean keep(Link link, MacAddress mac) {
        oneAtATime.lock();
        try {
            boolean there = is.links().contains(link);
            if (there) {
                pinned.put(link.device(), mac);
            }
            return there;
        } finally {
            oneAtATime.unlock();
        }
    }

    private Map<InetAddress, String> holdersOf(List<InetAddress> addresses) throws AttachmentException {
        InterfaceName lan = lan().device();
        try {
            return router.holdersOf(addresses, lan);
        } catch (IOException e) {
            throw new AttachmentException(Reason.NO_DEVICE, e);
        }
    }

    private static String inUse(InetAddress address, String holder) {
        return address.getHostAddress() + " is in use in the LAN by " + holder
                + ". Is it in the router’s DHCP pool (genkan.lan.friends)?";
    }

    /// Asks the LAN again whether the friends' addresses in it are theirs alone, and gives up the tunnels of those that
    /// are not.
    void checkAddresses() {
        List<AttachedTunnel> tunnels;
        oneAtATime.lock();
        try {
            tunnels = List.copyOf(attached.values());
        } finally {
            oneAtATime.unlock();
        }
        for (AttachedTunnel tunnel : tunnels) {
            try {
                refuseAddressInUse(tunnel);
            } catch (AttachmentException e) {
                log.warn("{}: {}", tunnel.device(), e.getMessage());
                if (e.reason() == Reason.ADDRESS_IN_USE) {
                    events.publishEvent(new AttachmentLost(tunnel.device(), CloseReason.ADDRESS_CONFLICT));
                }
            }
        }
    }

    /// Looks whether the home network is still as the rules were written for, and has them follow it. Tunnels that
    /// fit into it no more are given up. Where there is no home network at all everything stays as it is: a cable
    /// may be out.
    void checkLan() {
        List<InterfaceName> lost = new ArrayList<>();
        oneAtATime.lock();
        try {
            if (attached.isEmpty()) {
                return;
            }
            Lan lan = lan();
            for (AttachedTunnel tunnel : List.copyOf(attached.values())) {
                if (!fits(tunnel, lan)) {
                    giveUp(tunnel.device());
                    lost.add(tunnel.device());
                }
            }
            lost.addAll(bringAboutOrLose(List.copyOf(attached.values())));
            report.finds(lan);
        } catch (AttachmentException e) {
            log.warn("the home network is not to be found: {}", e.getMessage());
            report.fails(String.valueOf(e.getMessage()));
        } finally {
            oneAtATime.unlock();
        }
        lost.forEach(device -> events.publishEvent(new AttachmentLost(device, CloseReason.LAN_CHANGED)));
    }

    private boolean fits(AttachedTunnel tunnel, Lan lan) {
        try {
            return !planner.plan(List.of(tunnel), lan).links().isEmpty();
        } catch (AttachmentException e) {
            log.warn("the home network has changed, and {} does not fit any more: {}", tunnel.device(), e.getMessage());
            report.fails(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /// Shuts a tunnel's device, which its owner is about to remove.
    private void giveUp(InterfaceName device) {
        shut(device);
        attached.remove(device);
        report.leaves(device);
        is = is.withoutLink(device);
    }

    /// A device takes its link with it; what is left to do is the rest.
    private void takeBack(InterfaceName device) {
        attached.remove(device);
        pinned.remove(device);
        report.leaves(device);
        is = is.withoutLink(device);
        try {
            bringAbout();
        } catch (AttachmentException e) {
            log.error("what {} needed could not be taken back: {}", device, e.getMessage());
        }
    }

    private void bringAbout() throws AttachmentException {
        RouterConfig toBe = attached.isEmpty() ? RouterConfig.NOTHING : planner.plan(attached.values(), lan());
        for (Change change : RouterDiff.between(is, toBe)) {
            apply(change);
        }
    }

    private void apply(Change change) throws AttachmentException {
        try {
            change.apply(router);
            is = change.after(is);
            if (change instanceof Change.RaiseLink(Link link)) {
                pinned.remove(link.device());
            }
        } catch (IOException e) {
            is = change.afterFailure(is);
            if (isMoot(change.device())) {
                log.debug("a device has gone meanwhile: {}", e.getMessage());
                return;
            }
            throw new AttachmentException(reasonOf(change), e);
        }
    }

    private Lan lan() throws AttachmentException {
        try {
            return router.lan();
        } catch (IOException e) {
            throw new AttachmentException(Reason.NO_LAN, e);
        }
    }

    private static Reason reasonOf(Change change) {
        return switch (change) {
            case Change.LoadRuleset _, Change.RemoveTable _ -> Reason.NO_PACKET_FILTER;
            case Change.RaiseLink _,
                    Change.ChangeSetting _,
                    Change.RestoreSetting _,
                    Change.AddProxy _,
                    Change.RemoveProxy _ -> Reason.NO_DEVICE;
        };
    }
}
