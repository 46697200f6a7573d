package io.genkan.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genkan.access.AccessDecision;
import io.genkan.access.Friend;
import io.genkan.access.FriendName;
import io.genkan.access.FriendRemoved;
import io.genkan.access.FriendsOnDisk;
import io.genkan.access.TunnelRequest;
import io.genkan.access.TunnelRequest.Layer;
import io.genkan.net.InterfaceName;
import io.genkan.net.TunnelUnit;
import io.genkan.tunnel.TunnelOpening.Failed;
import io.genkan.tunnel.TunnelOpening.Opened;
import io.genkan.tunnel.TunnelOpening.Refused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationEventPublisher;

@Timeout(60)
class TunnelsTest {
    private static final TunnelRequest ANY = new TunnelRequest(Layer.POINT_TO_POINT, Optional.empty());

    private final FakeHouse house = new FakeHouse();
    private final List<Object> heard = Collections.synchronizedList(new ArrayList<>());
    private final Clock clock = Clock.fixed(Instant.parse("2026-05-03T10:15:30Z"), ZoneOffset.UTC);

    @TempDir
    private Path data;

    private FriendsOnDisk disk;
    private Tunnels tunnels;

    @BeforeEach
    void openTheDoor() {
        ApplicationEventPublisher events = heard::add;
        disk = FriendsOnDisk.in(data);
        tunnels = new Tunnels(disk.gate(), house, house, events, clock);
        disk.tell(event -> {
            if (event instanceof FriendRemoved removed) {
                tunnels.on(removed);
            }
        });
    }

    @AfterEach
    void shutTheDoor() {
        tunnels.endAll();
        disk.close();
    }

    @Test
    void makesTheDeviceAndThenAttachesIt() {
        Friend taro = disk.add("Taro");
        assertThat(open(taro, ANY, new FakeChannel())).isInstanceOf(Opened.class);
        assertThat(house.log()).containsExactly("create tun1", "attach tun1");
    }

    @Test
    void refusesWhatAccessRefusesAndTouchesNothing() {
        Friend taro = disk.add("Taro");
        FakeChannel channel = new FakeChannel();
        assertThat(open(taro, new TunnelRequest(Layer.POINT_TO_POINT, Optional.of(new TunnelUnit(9))), channel))
                .isEqualTo(new Refused(new AccessDecision.Refused(AccessDecision.Reason.OTHER_UNIT)));
        assertThat(tunnels.open("bm9ib2R5", ANY, channel))
                .isEqualTo(new Refused(new AccessDecision.Refused(AccessDecision.Reason.UNKNOWN_KEY)));
        assertThat(house.log()).isEmpty();
        assertThat(heard)
                .extracting(event -> ((TunnelRefused) event).reason())
                .isEqualTo(List.of(AccessDecision.Reason.OTHER_UNIT, AccessDecision.Reason.UNKNOWN_KEY));
    }

    @Test
    void leavesTheLiveTunnelAloneWhenAnotherRequestIsRefused() {
        Friend taro = disk.add("Taro");
        FakeChannel first = new FakeChannel();
        open(taro, ANY, first);
        open(taro, new TunnelRequest(Layer.POINT_TO_POINT, Optional.of(new TunnelUnit(9))), new FakeChannel());
        assertThat(first.closed).isEmpty();
        assertThat(tunnels.live()).hasSize(1);
    }

    @Test
    void letsTheNewestWinOnceTheOlderDeviceIsGone() {
        Friend taro = disk.add("Taro");
        FakeChannel older = new FakeChannel();
        FakeChannel newer = new FakeChannel();
        open(taro, ANY, older);
        assertThat(open(taro, ANY, newer)).isInstanceOf(Opened.class);
        assertThat(house.log())
                .containsExactly(
                        "create tun1", "attach tun1", "close tun1", "detach tun1", "create tun1", "attach tun1");
        assertThat(older.closed).containsExactly(CloseReason.REPLACED);
        assertThat(newer.closed).isEmpty();
        assertThat(heard)
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        TunnelClosed.class,
                        closed -> assertThat(closed.reason()).isEqualTo(CloseReason.REPLACED));
        assertThat(tunnels.live()).extracting(TunnelView::origin).containsExactly(newer.origin());
    }

    @Test
    void letsTheNewestWinAlsoWhereItIsOfTheOtherLayer() {
        Friend taro = disk.add("Taro");
        open(taro, ANY, new FakeChannel());
        open(taro, new TunnelRequest(Layer.ETHERNET, Optional.empty()), new FakeChannel());
        assertThat(house.log()).endsWith("close tun1", "detach tun1", "create tap1 for frames", "attach tap1");
        assertThat(house.attached()).containsExactly("tap1");
    }

    @Test
    void doesNotEndTheNewerTunnelWhenTheOlderChannelCloses() {
        Friend taro = disk.add("Taro");
        Tunnel older = opened(open(taro, ANY, new FakeChannel()));
        FakeChannel newer = new FakeChannel();
        open(taro, ANY, newer);
        tunnels.end(older, CloseReason.FRIEND_LEFT);
        assertThat(newer.closed).isEmpty();
        assertThat(tunnels.live()).hasSize(1);
    }

    @Test
    void carriesEachFriendInHisOwnTunnel() {
        open(disk.add("Taro"), ANY, new FakeChannel());
        open(disk.add("Jiro"), ANY, new FakeChannel());
        assertThat(tunnels.live()).extracting(view -> view.device().value()).containsExactly("tun1", "tun2");
        tunnels.end(new TunnelUnit(1), CloseReason.ENDED_BY_OWNER);
        assertThat(tunnels.live()).extracting(view -> view.device().value()).containsExactly("tun2");
        tunnels.end(new TunnelUnit(1), CloseReason.ENDED_BY_OWNER);
        assertThat(heard).hasSize(1);
    }

    @Test
    void closesTheDeviceThatCouldNotBeAttached() {
        Friend taro = disk.add("Taro");
        house.attachFailsWith = new AttachmentException(AttachmentException.Reason.NO_PACKET_FILTER, "no nft");
        assertThat(open(taro, ANY, new FakeChannel()))
                .isEqualTo(new Failed(AttachmentException.Reason.NO_PACKET_FILTER));
        assertThat(house.devices()).isEmpty();
        assertThat(tunnels.live()).isEmpty();
        assertThat(heard).singleElement().isInstanceOf(TunnelRefused.class);

        house.attachFailsWith = null;
        assertThat(open(taro, ANY, new FakeChannel())).isInstanceOf(Opened.class);
    }

    @Test
    void closesTheDeviceAlsoWhenTheGatewayItselfIsAtFault() {
        Friend taro = disk.add("Taro");
        house.attachBreaksWith = new IllegalStateException("a mistake of ours");
        assertThatThrownBy(() -> open(taro, ANY, new FakeChannel())).hasMessage("a mistake of ours");
        assertThat(house.devices()).isEmpty();
        assertThat(house.attached()).isEmpty();
        assertThat(tunnels.live()).isEmpty();
    }

    @Test
    void saysThatThereIsNoDevice() {
        Friend taro = disk.add("Taro");
        house.createFailsWith = new IOException("in use");
        assertThat(open(taro, ANY, new FakeChannel())).isEqualTo(new Failed(AttachmentException.Reason.NO_DEVICE));
        assertThat(house.attached()).isEmpty();
        assertThat(tunnels.live()).isEmpty();
    }

    @Test
    void showsATunnelOnlyOnceItIsUp() throws Exception {
        Friend taro = disk.add("Taro");
        CountDownLatch attaching = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        house.whileAttaching = () -> {
            attaching.countDown();
            waitFor(goOn);
        };
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<TunnelOpening> opening = threads.submit(() -> open(taro, ANY, new FakeChannel()));
            waitFor(attaching);
            try {
                assertThat(tunnels.live()).isEmpty();
            } finally {
                goOn.countDown();
            }
            assertThat(opening.get()).isInstanceOf(Opened.class);
        }
        assertThat(tunnels.live()).hasSize(1);
    }

    @Test
    void endsWhatARemovedFriendHasOpen() {
        Friend taro = disk.add("Taro");
        FakeChannel channel = new FakeChannel();
        open(taro, ANY, channel);
        disk.friends().remove(taro.name());
        assertThat(channel.refused)
                .extracting(AccessDecision.Refused::reason)
                .containsExactly(AccessDecision.Reason.REVOKED);
        assertThat(house.devices()).isEmpty();
        assertThat(house.attached()).isEmpty();
        assertThat(open(taro, ANY, new FakeChannel()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.why().reason()).isEqualTo(AccessDecision.Reason.REVOKED));
    }

    /// Whichever comes first, nothing of his is left once the removal has returned and the opening is answered.
    @Test
    void leavesNothingOfAFriendWhoIsRemovedWhileHeComesIn() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 150; round++) {
                Friend taro = disk.add("Taro");
                FakeChannel channel = new FakeChannel();
                CyclicBarrier together = new CyclicBarrier(2);
                house.delayMicros = round * 37L % 2000;
                Future<TunnelOpening> opening = threads.submit(() -> {
                    together.await();
                    return open(taro, ANY, channel);
                });
                Future<?> removal = threads.submit(() -> {
                    together.await();
                    return disk.friends().remove(taro.name());
                });
                removal.get();
                boolean opened = opening.get() instanceof Opened;
                assertThat(house.devices()).as("devices in round %d", round).isEmpty();
                assertThat(house.attached())
                        .as("attachments in round %d", round)
                        .isEmpty();
                assertThat(tunnels.live()).isEmpty();
                assertThat(channel.closed).isEqualTo(opened ? List.of(CloseReason.ACCESS_ENDED) : List.of());
            }
        }
    }

    @Test
    void keepsOneOfManyThatTheSameFriendOpensAtOnce() throws Exception {
        Friend taro = disk.add("Taro");
        List<FakeChannel> channels = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<TunnelOpening>> openings = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                FakeChannel channel = new FakeChannel();
                channels.add(channel);
                openings.add(threads.submit(() -> open(taro, ANY, channel)));
            }
            for (Future<TunnelOpening> opening : openings) {
                assertThat(opening.get()).isInstanceOf(Opened.class);
            }
        }
        assertThat(house.devices()).containsExactly("tun1");
        assertThat(channels).filteredOn(channel -> channel.closed.isEmpty()).hasSize(1);
    }

    @Test
    void tellsThatATunnelOpenedWhenItStarts() {
        Friend taro = disk.add("Taro");
        Tunnel tunnel = opened(open(taro, ANY, new FakeChannel()));
        assertThat(heard).isEmpty();
        tunnels.start(tunnel);
        assertThat(heard).containsExactly(new TunnelOpened(tunnel.view()));
    }

    /// He was removed between the opening and the start: nobody must hear that he came in after he went.
    @Test
    void doesNotStartATunnelThatHasEnded() {
        Friend taro = disk.add("Taro");
        Tunnel tunnel = opened(open(taro, ANY, new FakeChannel()));
        disk.friends().remove(taro.name());
        tunnels.start(tunnel);
        assertThat(heard).hasSize(1).first().isInstanceOf(TunnelClosed.class);
    }

    @Test
    void deliversToTheDeviceAndCounts() {
        Friend taro = disk.add("Taro");
        Tunnel tunnel = opened(open(taro, ANY, new FakeChannel()));
        tunnel.deliver(ByteBuffer.allocate(60));
        house.device("tun1").full = true;
        tunnel.deliver(ByteBuffer.allocate(60));
        tunnel.countDropped(DropReason.MALFORMED);
        tunnel.queueWasFull(5);
        tunnel.queueWasFull(7);
        assertThat(reading()).isEqualTo(new TrafficMeter.Reading(60, 1, 0, 0, 9));
        assertThat(tunnels.live().getFirst().drops())
                .isEqualTo(Map.of(DropReason.NO_ROOM, 1L, DropReason.MALFORMED, 1L, DropReason.QUEUE_FULL, 7L));
    }

    @Test
    void showsWhoIsInside() {
        Friend taro = disk.add("Taro");
        FakeChannel channel = new FakeChannel();
        Instant then = clock.instant();
        open(taro, ANY, channel);
        assertThat(tunnels.live())
                .containsExactly(new TunnelView(
                        FriendName.parse("Taro"),
                        new TunnelUnit(1),
                        new InterfaceName("tun1"),
                        channel.origin(),
                        then,
                        new TrafficMeter.Reading(0, 0, 0, 0, 0),
                        0,
                        0,
                        Map.of(),
                        FakeChannel.ROUND_TRIP,
                        List.of()));
    }

    @Test
    void showsTheRatesOfTheLastSeconds() throws IOException {
        Friend taro = disk.add("Taro");
        Tunnel tunnel = opened(open(taro, ANY, new FakeChannel()));
        tunnel.sample(clock.instant());
        tunnel.deliver(ByteBuffer.allocate(1000));
        tunnel.meter().countToFriend(500);
        tunnel.sample(clock.instant().plusSeconds(1));
        TunnelView view = tunnels.live().getFirst();
        assertThat(view.bitsPerSecondFromFriend()).isEqualTo(4000);
        assertThat(view.bitsPerSecondToFriend()).isEqualTo(2000);
        assertThat(view.lastMinute()).containsExactly(new Rates(8000, 4000));
    }

    @Test
    void endsEverybodyWhenTheGatewayStops() {
        FakeChannel one = new FakeChannel();
        FakeChannel two = new FakeChannel();
        open(disk.add("Taro"), ANY, one);
        open(disk.add("Jiro"), ANY, two);
        tunnels.endAll();
        assertThat(one.closed).containsExactly(CloseReason.GATEWAY_STOPS);
        assertThat(two.closed).containsExactly(CloseReason.GATEWAY_STOPS);
        assertThat(house.devices()).isEmpty();
    }

    private TunnelOpening open(Friend friend, TunnelRequest request, FakeChannel channel) {
        return tunnels.open(friend.keys().getFirst().publicKey().base64(), request, channel);
    }

    private TrafficMeter.Reading reading() {
        return tunnels.live().getFirst().traffic();
    }

    private static Tunnel opened(TunnelOpening opening) {
        assertThat(opening).isInstanceOf(Opened.class);
        return ((Opened) opening).tunnel();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
