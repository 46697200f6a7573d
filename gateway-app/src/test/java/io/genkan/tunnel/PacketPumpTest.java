package io.genkan.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.genkan.access.Friend;
import io.genkan.access.FriendsOnDisk;
import io.genkan.access.TunnelRequest;
import io.genkan.tunnel.TunnelOpening.Opened;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class PacketPumpTest {
    private final FakeHouse house = new FakeHouse();
    private final FakeChannel channel = new FakeChannel();

    @TempDir
    private Path data;

    private FriendsOnDisk disk;
    private Tunnels tunnels;

    @BeforeEach
    void openTheDoor() {
        disk = FriendsOnDisk.in(data);
        tunnels = house.tunnels(disk.gate());
    }

    @AfterEach
    void shutTheDoor() {
        tunnels.endAll();
        disk.close();
    }

    @Test
    void pumpsFromTheDeviceToTheChannelAndCounts() {
        tunnels.start(open());
        house.device("tun1").arrive(new byte[100]);
        house.device("tun1").arrive(new byte[50]);
        await().until(() -> channel.flushed.size() == 2);
        channel.refuses = true;
        house.device("tun1").arrive(new byte[70]);
        await().until(() -> reading().dropped() == 1);
        assertThat(reading()).isEqualTo(new TrafficMeter.Reading(0, 0, 150, 2, 1));
        assertThat(tunnels.live().getFirst().drops()).isEqualTo(Map.of(DropReason.TOO_LARGE, 1L));
    }

    /// A batch has an end also while packets keep coming.
    @Test
    void flushesALongRowOfPacketsInBatches() {
        Tunnel tunnel = open();
        for (int i = 0; i < 1000; i++) {
            house.device("tun1").arrive(new byte[100]);
        }
        tunnels.start(tunnel);
        await().until(() -> channel.flushed.size() == 1000);
        assertThat(channel.batches).hasSize((1000 + 63) / 64).allMatch(packets -> packets <= 64);
    }

    @Test
    void endsATunnelWhoseDeviceFails() {
        tunnels.start(open());
        house.device("tun1").fail();
        await().until(() -> !channel.closed.isEmpty());
        assertThat(channel.closed).containsExactly(CloseReason.FAILED);
        await().until(() -> house.devices().isEmpty());
    }

    /// The pump may notice that a connection broke before the session's reader does.
    @ParameterizedTest
    @MethodSource("breaks")
    void knowsWhyAConnectionBroke(IOException broken, CloseReason reason) {
        channel.breaksWith = broken;
        tunnels.start(open());
        house.device("tun1").arrive(new byte[100]);
        await().until(() -> !channel.closed.isEmpty());
        assertThat(channel.closed).containsExactly(reason);
        await().until(() -> house.devices().isEmpty());
    }

    static List<Arguments> breaks() {
        return List.of(
                arguments(new SocketException("Connection reset"), CloseReason.FRIEND_LEFT),
                arguments(new SocketTimeoutException("the window stayed shut for 30 s"), CloseReason.STALLED));
    }

    private Tunnel open() {
        Friend taro = disk.add("Taro");
        TunnelRequest any = new TunnelRequest(TunnelRequest.Layer.POINT_TO_POINT, Optional.empty());
        TunnelOpening opening = tunnels.open(taro.keys().getFirst().publicKey().base64(), any, channel);
        assertThat(opening).isInstanceOf(Opened.class);
        return ((Opened) opening).tunnel();
    }

    private TrafficMeter.Reading reading() {
        return tunnels.live().getFirst().traffic();
    }
}
