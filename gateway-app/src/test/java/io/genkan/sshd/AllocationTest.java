package io.genkan.sshd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.genkan.ssh.SshAlgorithms;
import io.genkan.tunnel.FakeHouse.FakeDevice;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.Cipher;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the two threads of a tunnel allocate per packet once they are warm: nothing of ours. What the JDK's ciphers
/// make for each packet is printed; `docs/decisions/0027` has why it stays.
@Timeout(300)
class AllocationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PACKET_BYTES = 1_400;
    private static final int PACKETS = 10_000;
    private static final int MOST_ROUNDS = 20;

    /// What is done once per tenth of a second, such as measuring the line, is in it too.
    private static final double NOTHING = 1;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path data;

    @ParameterizedTest
    @ValueSource(ints = {RawFriend.POINT_TO_POINT, RawFriend.ETHERNET})
    void isNothingPerPacket(int mode) {
        PerPacket bytes = measure(NoCipher.FACTORY, mode);
        print("without a cipher", bytes);
        assertThat(bytes.fromFriend()).as("from the friend").isLessThan(NOTHING);
        assertThat(bytes.toFriend()).as("to the friend").isLessThan(NOTHING);
        assertThat(bytes.adjust()).as("for each of his window adjusts").isLessThan(NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aes128-gcm@openssh.com", "chacha20-poly1305@openssh.com"})
    void isLittleMoreThanThePacketWithACipher(String name) {
        NamedFactory<Cipher> cipher = SshAlgorithms.ciphers().stream()
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElseThrow();
        PerPacket bytes = measure(cipher, RawFriend.POINT_TO_POINT);
        print(name, bytes);
        assertThat(bytes.fromFriend()).as("from the friend").isLessThan(2 * PACKET_BYTES);
        assertThat(bytes.toFriend()).as("to the friend").isLessThan(2 * PACKET_BYTES);
    }

    /// Bytes that the thread allocates that carries a packet, and those that the reader does for a window adjust.
    private record PerPacket(double fromFriend, double toFriend, double adjust) {}

    private static void print(String what, PerPacket bytes) {
        System.out.printf(
                Locale.ROOT,
                "allocated for a packet, %s: %.1f bytes from the friend, %.1f to him, %.1f for a window adjust%n",
                what,
                bytes.fromFriend(),
                bytes.toFriend(),
                bytes.adjust());
    }

    private PerPacket measure(NamedFactory<Cipher> cipher, int mode) {
        try (GatewayHere gateway = GatewayHere.built(data, PeerLimits.USUAL)) {
            gateway.server.setCipherFactories(List.of(cipher));
            gateway.listen();
            try (RawFriend friend = gateway.dials("Taro").opensTunnel(mode, RawFriend.WINDOW)) {
                String device = (mode == RawFriend.ETHERNET ? "tap" : "tun") + friend.unit();
                FakeDevice kernel = gateway.house.device(device);
                byte[] datagram =
                        mode == RawFriend.ETHERNET ? RawFriend.packet(PACKET_BYTES) : RawFriend.datagram(PACKET_BYTES);
                long reader = thread("ssh-rx-");
                return new PerPacket(
                        least(reader, () -> up(friend, kernel, datagram)),
                        least(thread(device + "-rx"), () -> down(friend, kernel)),
                        least(reader, () -> down(friend, kernel)));
            }
        }
    }

    private void up(RawFriend friend, FakeDevice device, byte[] datagram) {
        long written = device.packetsWritten();
        friend.sendsWithinTheWindow(datagram, PACKETS);
        await().atMost(PATIENCE).until(() -> device.packetsWritten() == written + PACKETS);
    }

    private void down(RawFriend friend, FakeDevice device) {
        long received = friend.packetsReceived.get();
        for (int i = 0; i < PACKETS; i++) {
            device.arrive(RawFriend.packet(PACKET_BYTES));
        }
        await().atMost(PATIENCE).until(() -> friend.packetsReceived.get() == received + PACKETS);
    }

    /// The least that a thread allocates in a round, in bytes for each packet: the compiler has not finished before.
    private double least(long thread, Runnable round) {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < MOST_ROUNDS && least >= NOTHING; i++) {
            long before = threads.getThreadAllocatedBytes(thread);
            round.run();
            least = Math.min(least, (double) (threads.getThreadAllocatedBytes(thread) - before) / PACKETS);
        }
        return least;
    }

    private static long thread(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(name))
                .findFirst()
                .orElseThrow()
                .threadId();
    }
}
