package io.genkan.discovery;

import io.genkan.access.Friend;
import io.genkan.access.FriendChanged;
import io.genkan.access.FriendName;
import io.genkan.access.Friends;
import io.genkan.net.AddressPair;
import io.genkan.net.Attachment;
import io.genkan.net.BadInputException;
import io.genkan.net.InterfaceName;
import io.genkan.net.TunnelAddresses;
import io.genkan.net.TunnelUnit;
import io.genkan.router.HomeInterface;
import io.genkan.router.LanReport;
import io.genkan.settings.GatewayProperties;
import io.genkan.tunnel.HomeNetwork;
import io.genkan.tunnel.TunnelClosed;
import io.genkan.tunnel.TunnelOpened;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// Asks the home network for friends what is there.
///
/// A question is read whole, written anew and asked by the gateway; the answers are read whole too, and what the friend
/// may reach is told to him in words of the gateway's own. So nothing that a friend has written gets into the home
/// network, and nothing gets out that he could not reach anyhow. It goes this way alone: nobody in the home network can
/// ask a friend, and nothing is told that was not asked for.
@Service
class DiscoveryRelay {
    private static final Logger log = LoggerFactory.getLogger(DiscoveryRelay.class);
    private static final long PATIENCE_MILLIS = 2_000;

    private final Friends friends;
    private final LanReport lan;
    private final HomeInterface at;
    private final TunnelAddresses addresses;
    private final RelayLoop loop;
    private final Thread thread;

    /// The tunnels that are open; for the relay's thread.
    private final Map<InterfaceName, Guest> guests = new HashMap<>();

    /// Who has a tunnel.
    private record Guest(InterfaceName device, FriendName friend, TunnelUnit unit) {}

    DiscoveryRelay(
            Friends friends,
            LanReport lan,
            HomeNetwork home,
            HomeInterface at,
            GatewayProperties settings,
            DiscoveryCounts counts)
            throws IOException {
        this.friends = friends;
        this.lan = lan;
        this.at = at;
        this.addresses = settings.addresses();
        this.loop = new RelayLoop(home, at, counts);
        this.thread = Thread.ofPlatform().name("discovery").daemon().unstarted(loop);
    }

    @PostConstruct
    void start() {
        thread.start();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        loop.close();
        thread.join(PATIENCE_MILLIS);
    }

    @EventListener
    void on(TunnelOpened opened) {
        Guest guest = new Guest(
                opened.tunnel().device(),
                opened.tunnel().friend(),
                opened.tunnel().unit());
        leave(() -> {
            guests.put(guest.device(), guest);
            receive(guest);
        });
    }

    @EventListener
    void on(TunnelClosed closed) {
        leave(() -> {
            guests.remove(closed.tunnel().device());
            loop.goes(closed.tunnel().device());
        });
    }

    /// What he has asked under other terms is forgotten.
    @EventListener
    void on(FriendChanged changed) {
        leave(() -> guests.values().stream()
                .filter(guest -> guest.friend().equals(changed.after().name()))
                .forEach(this::receive));
    }

    private void leave(Runnable errand) {
        loop.leave(() -> {
            try {
                errand.run();
            } catch (RuntimeException e) {
                log.error("a friend may not find what he may reach", e);
            }
        });
    }

    /// By what is so now: when this is his turn, the event may be old.
    private void receive(Guest guest) {
        loop.goes(guest.device());
        Optional<Friend> friend = friends.named(guest.friend());
        Optional<LanReport.Joined> joined = lan.joined(guest.device());
        if (friend.isPresent() && joined.isPresent()) {
            try {
                loop.comes(visitor(guest, friend.get(), joined.get().attachment()));
            } catch (IOException | BadInputException e) {
                log.warn("{} finds nothing by asking: {}", guest.device(), e.getMessage());
            }
        }
    }

    private Visitor visitor(Guest guest, Friend friend, Attachment attachment) throws IOException {
        AddressPair pair = addresses.pairOf(attachment, guest.unit());
        InterfaceName listens = attachment == Attachment.BRIDGED
                ? at.device().orElseThrow(() -> new IOException("there is no home network"))
                : guest.device();
        return new Visitor(guest.device(), listens, pair.friend(), pair.gateway(), friend.policy());
    }
}
