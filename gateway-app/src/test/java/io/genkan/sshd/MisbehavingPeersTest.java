package io.genkan.sshd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.tunnel.DropReason;
import io.genkan.tunnel.FakeHouse.FakeDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.SshConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Friends' clients that are broken or hostile, against the running SSH server: each is borne, or cut off with the
/// reason in the log, and another friend's packets flow meanwhile.
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class MisbehavingPeersTest {
    private static final PeerLimits LIMITS = new PeerLimits(Duration.ofSeconds(2), 8);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] DATAGRAM = RawFriend.datagram(1_400);

    @TempDir
    private Path data;

    private GatewayHere gateway;
    private RawFriend other;
    private RawFriend bad;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger rounds = new AtomicInteger();
    private Thread flow;

    @BeforeEach
    void dial() {
        gateway = GatewayHere.listening(data, LIMITS);
        other = gateway.dials("Hanako").opensTunnel();
        bad = gateway.dials("Taro");
        FakeDevice others = gateway.device(other.unit());
        flow = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                flows(others);
            }
        });
    }

    /// Some packets each way, which have to arrive.
    private void flows(FakeDevice others) {
        long written = others.packetsWritten();
        long received = other.packetsReceived.get();
        for (int i = 0; i < 10; i++) {
            others.arrive(RawFriend.packet(1_400));
            other.sendsWithinTheWindow(DATAGRAM, 1);
        }
        await().pollInterval(Duration.ofMillis(5))
                .atMost(PATIENCE)
                .until(() -> others.packetsWritten() >= written + 10 && other.packetsReceived.get() >= received + 10);
        rounds.incrementAndGet();
    }

    @AfterEach
    void theOthersPacketsFlow() throws InterruptedException {
        int before = rounds.get();
        await().atMost(PATIENCE)
                .failFast("the other friend's tunnel is gone", () -> !other.isConnected())
                .until(() -> rounds.get() >= before + 3);
        over.set(true);
        flow.join();
        bad.close();
        other.close();
        gateway.close();
    }

    private FakeDevice opensTunnel() {
        bad.opensTunnel();
        assertThat(bad.opened).hasValue(1);
        return gateway.device(bad.unit());
    }

    @Test
    void cutsOffWhoNeverReads(CapturedOutput output) {
        FakeDevice device = opensTunnel();
        bad.stopsReading();
        bad.grant(0xffffffffL - RawFriend.WINDOW);
        Thread.ofVirtual().start(() -> {
            while (!over.get() && device.waiting() < 50_000) {
                device.arrive(RawFriend.packet(1_400));
            }
        });
        await().atMost(PATIENCE).until(() -> gateway.house.devices().size() == 1);
        await().atMost(PATIENCE).until(() -> output.getAll().contains("the other side has taken nothing for 2 s"));
    }

    @Test
    void cutsOffWhoNeverOpensItsWindow(CapturedOutput output) {
        bad.grantsNoMore().opensTunnel(RawFriend.POINT_TO_POINT, 10_000);
        FakeDevice device = gateway.device(bad.unit());
        for (int i = 0; i < 20; i++) {
            device.arrive(RawFriend.packet(1_400));
        }
        bad.awaitEnd();
        assertThat(bad.packetsReceived).as("what fits").hasValue(7);
        assertThat(bad.heard).containsExactly("The friend's side took nothing for half a minute.");
        assertThat(output).contains("the window stayed shut for 2 s");
    }

    @Test
    void waitsForWhoOpensItsWindowSlowly() throws InterruptedException {
        bad.grantsNoMore().opensTunnel(RawFriend.POINT_TO_POINT, 1_500);
        FakeDevice device = gateway.device(bad.unit());
        for (int i = 0; i < 2; i++) {
            device.arrive(RawFriend.packet(1_400));
        }
        for (int i = 0; i < 6; i++) {
            Thread.sleep(500);
            bad.grant(300);
        }
        await().atMost(PATIENCE).until(() -> bad.packetsReceived.get() == 2);
        assertThat(bad.isConnected()).isTrue();
    }

    /// What is sent while the window is opened breaks nothing. So the window is made small first, by little traffic
    /// that
    /// is not too little, and then one datagram is larger.
    @Test
    void cutsOffWhoSendsMoreThanTheWindow(CapturedOutput output) throws InterruptedException {
        FakeDevice device = opensTunnel();
        device.full = true;
        for (int i = 0; i < 200; i++) {
            bad.sendsWithinTheWindow(RawFriend.datagram(1_400), 1);
            Thread.sleep(2);
        }
        assertThat(bad.isConnected()).isTrue();
        bad.sendsDatagram(RawFriend.datagram(34_000));
        bad.awaitEnd();
        assertThat(output).contains("is cut off: more data than the channel's window has room for");
    }

    @Test
    void countsAndDropsWhatIsNoDatagram() {
        FakeDevice device = opensTunnel();
        bad.sendsDatagram(new byte[0]);
        bad.sendsDatagram(new byte[] {0, 0, 0});
        bad.sendsDatagram(new byte[] {0, 0, 0, 2});
        bad.sendsDatagram(RawFriend.datagram(19));
        byte[] wrongFamily = RawFriend.datagram(100);
        wrongFamily[3] = 24;
        bad.sendsDatagram(wrongFamily);
        bad.sendsDatagram(RawFriend.datagram(33_000));
        bad.sendsWithinTheWindow(DATAGRAM, 1);
        await().atMost(PATIENCE).until(() -> device.packetsWritten() == 1);
        assertThat(drops())
                .isEqualTo(Map.of(DropReason.MALFORMED, 4L, DropReason.WRONG_FAMILY, 1L, DropReason.TOO_LARGE, 1L));
    }

    @Test
    void countsAndDropsWhatIsNoFrame() {
        bad.opensTunnel(RawFriend.ETHERNET, RawFriend.WINDOW);
        FakeDevice device = gateway.house.device("tap" + bad.unit());
        bad.sendsDatagram(new byte[0]);
        bad.sendsDatagram(new byte[13]);
        bad.sendsDatagram(new byte[33_000]);
        bad.sendsDatagram(new byte[14]);
        await().atMost(PATIENCE).until(() -> device.packetsWritten() == 1);
        assertThat(drops()).isEqualTo(Map.of(DropReason.MALFORMED, 2L, DropReason.TOO_LARGE, 1L));
    }

    @Test
    void cutsOffWhoRenewsKeysWithoutPause(CapturedOutput output) {
        opensTunnel();
        while (bad.isConnected()) {
            try {
                bad.renewsKeys();
            } catch (IOException e) {
                bad.awaitEnd();
            }
        }
        assertThat(bad.keyExchanges.get()).isBetween(5, 20);
        assertThat(output).contains("is cut off: keys are renewed without pause");
    }

    @Test
    void answersKeepalivesAndCutsOffWhoFloodsWithThem(CapturedOutput output) {
        opensTunnel();
        for (int i = 0; i < 100; i++) {
            bad.asksForKeepalive();
        }
        await().atMost(PATIENCE).until(() -> bad.replies.get() == 100);
        for (int i = 0; i < 50_000 && bad.isConnected(); i++) {
            bad.asksForKeepalive();
        }
        bad.awaitEnd();
        assertThat(output).contains("is cut off: too many messages that carry nothing");
    }

    @Test
    void keepsAWindowThatIsOpenedTooFarWithinItsBounds() {
        FakeDevice device = opensTunnel();
        for (int i = 0; i < 1_000; i++) {
            bad.grant(0xffffffffL);
        }
        device.arrive(RawFriend.packet(1_400));
        await().atMost(PATIENCE).until(() -> bad.packetsReceived.get() == 1);
        assertThat(bad.isConnected()).isTrue();
    }

    @Test
    void cutsOffWhoFloodsWithWindowAdjusts(CapturedOutput output) {
        opensTunnel();
        for (int i = 0; i < 50_000 && bad.isConnected(); i++) {
            bad.grant(0xffffffffL);
        }
        bad.awaitEnd();
        assertThat(output).contains("is cut off: too many messages that carry nothing");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 0xffffffffL})
    void dropsDataForAChannelThatThereIsNotAndCutsOffWhoGoesOn(long channel, CapturedOutput output) {
        FakeDevice device = opensTunnel();
        bad.sendsData(channel, DATAGRAM);
        bad.sendsWithinTheWindow(DATAGRAM, 1);
        await().atMost(PATIENCE).until(() -> device.packetsWritten() == 1);
        for (int i = 0; i < 50_000 && bad.isConnected(); i++) {
            bad.sendsData(channel, DATAGRAM);
        }
        bad.awaitEnd();
        assertThat(output).contains("is cut off: data for channels that there are not");
    }

    @Test
    void cutsOffWhoseDataIsNotAsLongAsItClaims(CapturedOutput output) {
        opensTunnel();
        bad.sends(SshConstants.SSH_MSG_CHANNEL_DATA, message -> {
            message.putUInt(0);
            message.putUInt(0xffffffffL);
        });
        bad.awaitEnd();
        assertThat(output).contains("is cut off: channel data of 0 bytes that claims 4294967295");
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct-tcpip", "x11", "forwarded-tcpip", "auth-agent@openssh.com", "", "tun@openssh.con"})
    void refusesOtherChannels(String type) {
        FakeDevice device = opensTunnel();
        bad.asksForChannel(type, 1, RawFriend.WINDOW, 1, 2, 3, 4);
        await().atMost(PATIENCE).until(() -> bad.refused.get() == 1);
        bad.sendsWithinTheWindow(DATAGRAM, 1);
        await().atMost(PATIENCE).until(() -> device.packetsWritten() == 1);
    }

    @Test
    void refusesASecondTunnelAndKeepsTheFirst() {
        FakeDevice device = opensTunnel();
        bad.asksForChannel("tun@openssh.com", 1, RawFriend.WINDOW, 1, RawFriend.ANY_UNIT);
        await().atMost(PATIENCE).until(() -> bad.refused.get() == 1);
        bad.sendsWithinTheWindow(DATAGRAM, 1);
        await().atMost(PATIENCE).until(() -> device.packetsWritten() == 1);
    }

    @Test
    void letsHimAskAgainAfterARefusal() {
        bad.asksForChannel("tun@openssh.com", 0, RawFriend.WINDOW, 1, 9_999);
        await().atMost(PATIENCE).until(() -> bad.refused.get() == 1);
        opensTunnel();
    }

    @Test
    void holdsFewChannelsAtOnce() {
        for (int i = 1; i <= 100; i++) {
            bad.asksForChannel("session", i, RawFriend.WINDOW);
        }
        await().atMost(PATIENCE).until(() -> bad.opened.get() + bad.refused.get() == 100);
        assertThat(bad.opened).hasValue(LIMITS.mostChannels());
        assertThat(bad.heard).contains("too many channels at once");
    }

    private Map<DropReason, Long> drops() {
        return gateway.tunnels.live().stream()
                .filter(tunnel -> tunnel.friend().value().equals("Taro"))
                .findFirst()
                .orElseThrow()
                .drops();
    }
}
