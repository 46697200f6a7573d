package io.genkan.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.genkan.linux.ProcFs;
import io.genkan.net.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bridge from its trial to its end, with gateways that come and go. A gateway that is killed is one that is not
/// stopped.
class LanBridgeTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String MOVED = "link set dev eth0 master br-genkan";
    private static final List<String> BACK = List.of(
            "address replace 192.168.100.2/24 broadcast 192.168.100.255 scope global dev eth0\n"
                    + "address replace fd00::2/64 dev eth0",
            "ip link delete dev br-genkan",
            "route replace default via 192.168.100.1 proto boot scope global dev eth0");

    @TempDir
    private Path root;

    private final FakeIp ip = new FakeIp();
    private final FakeKernel kernel = new FakeKernel();
    private final LanReport report = new LanReport();
    private final List<LanBridge> gateways = new ArrayList<>();

    @BeforeEach
    void boot() throws IOException {
        Files.createDirectories(root.resolve("sys/kernel/random"));
        Files.createDirectories(root.resolve("self/ns"));
        Files.createSymbolicLink(root.resolve("self/ns/net"), Path.of("net:[1]"));
        boot("1");
    }

    @AfterEach
    void stopAll() {
        ip.failAt(null);
        gateways.forEach(LanBridge::stop);
    }

    @Test
    void hasTheWayBackOnTheDiskBeforeTheFirstStep() throws IOException {
        // The first step, and each on the way back.
        ip.failAt("dev eth0");
        assertThat(problemOf(() -> gateway().make(LONG))).isEqualTo(BridgeProblem.FAILED);
        assertThat(Files.readString(record()))
                .isEqualTo("ON_TRIAL\n1 net:[1]\neth0\n" + BACK.getFirst() + "\n" + BACK.getLast() + "\n");
        assertThat(problemOf(() -> gateways.getLast().make(LONG))).isEqualTo(BridgeProblem.MADE_ALREADY);
        ip.failAt(null);
        await().atMost(PATIENCE).until(() -> !Files.exists(record()));
        assertThat(ip.done()).contains(BACK.getFirst(), BACK.getLast());
    }

    @Test
    void undoesWhatNobodyConfirms() {
        gateway().make(SHORT);
        awaitUndone();
        assertThat(record()).doesNotExist();
        assertThat(problemOf(() -> gateways.getLast().confirm())).isEqualTo(BridgeProblem.NOTHING_TO_CONFIRM);
    }

    @Test
    void confirmsNothingThatIsHalfUndone() {
        LanBridge bridge = gateway();
        ip.failAt("link delete");
        bridge.make(SHORT);
        await().atMost(PATIENCE).until(() -> ip.done().contains(BACK.getFirst()));
        assertThat(record()).exists();
        assertThat(problemOf(bridge::confirm)).isEqualTo(BridgeProblem.NOTHING_TO_CONFIRM);
    }

    @Test
    void undoesATrialThatItsGatewayDidNotSurvive() throws IOException {
        gateway().make(LONG);
        assertThat(ip.hasBridge()).isTrue();
        assertThat(maker().settle())
                .as("what the next one, or a clean-up, does first")
                .isTrue();
        assertThat(ip.done()).endsWith(BACK.toArray(String[]::new));
        assertThat(record()).doesNotExist();
    }

    @Test
    void undoesATrialWhenItsGatewayStops() {
        LanBridge bridge = gateway();
        bridge.make(LONG);
        bridge.stop();
        assertThat(ip.done()).endsWith(BACK.toArray(String[]::new));
    }

    @Test
    void undoesNothingOfAnEarlierBoot() throws IOException {
        gateway().make(LONG);
        boot("2");
        int before = ip.done().size();
        assertThat(maker().settle()).isFalse();
        assertThat(ip.done()).hasSize(before);
        assertThat(record()).doesNotExist();
    }

    @Test
    void keepsWhatIsConfirmed() throws IOException {
        LanBridge bridge = gateway();
        bridge.make(LONG);
        bridge.confirm();
        bridge.stop();
        assertThat(maker().settle()).isFalse();
        gateway();
        assertThat(ip.hasBridge()).isTrue();
        assertThat(problemOf(() -> gateways.getLast().make(LONG))).isEqualTo(BridgeProblem.MADE_ALREADY);
    }

    @Test
    void makesAConfirmedOneAgain() throws IOException {
        gateway().make(LONG);
        gateways.getLast().confirm();
        boot("2");
        ip.loseBridge();
        gateway();
        assertThat(ip.hasBridge()).isTrue();
        assertThat(Files.readString(record())).startsWith("CONFIRMED\n2 net:[1]\neth0\n");
    }

    @Test
    void isConfirmedStillWhereMakingItAgainFails() throws IOException {
        gateway().make(LONG);
        gateways.getLast().confirm();
        boot("2");
        ip.loseBridge();
        ip.failAt(MOVED);
        gateway();
        assertThat(ip.done()).endsWith(BACK.getFirst(), BACK.getLast());
        assertThat(Files.readString(record())).startsWith("CONFIRMED");
    }

    @Test
    void givesEverythingBackThatTheBridgeHasByNow() throws IOException {
        LanBridge bridge = gateway();
        bridge.make(LONG);
        bridge.confirm();
        Files.writeString(record(), Files.readString(record()).replace("192.168.100.2/24", "192.168.100.3/24"));
        bridge.undo();
        assertThat(ip.done()).endsWith(BACK.toArray(String[]::new));
        assertThat(record()).doesNotExist();
        assertThat(problemOf(bridge::undo)).isEqualTo(BridgeProblem.NOTHING_TO_UNDO);
    }

    @Test
    void undoesATrialAtOnce() {
        LanBridge bridge = gateway();
        bridge.make(LONG);
        bridge.undo();
        assertThat(ip.done()).endsWith(BACK.toArray(String[]::new));
        bridge.make(LONG);
        assertThat(ip.hasBridge()).as("once more").isTrue();
    }

    /// Since an earlier boot somebody else has made one of the same name.
    @Test
    void forgetsABridgeThatIsNotIts() throws IOException {
        LanBridge bridge = gateway();
        bridge.make(LONG);
        bridge.confirm();
        boot("2");
        int before = ip.done().size();
        gateway().undo();
        assertThat(ip.done()).hasSize(before);
        assertThat(record()).doesNotExist();
    }

    @Test
    void refusesToUndoWhileAFriendIsOnIt() {
        LanBridge bridge = gateway();
        bridge.make(LONG);
        report.joins(Houses.bridged(1, "Tomodati"), Houses.IN_A_BRIDGE);
        assertThat(problemOf(bridge::undo)).isEqualTo(BridgeProblem.FRIENDS_ON_IT);
        assertThat(ip.hasBridge()).isTrue();
    }

    @Test
    void saysThatThereIsNoLan() {
        kernel.loseLan();
        assertThat(problemOf(() -> gateway().plan())).isEqualTo(BridgeProblem.NO_LAN);
    }

    @Test
    void takesTimesThatCanBeWaitedFor() {
        assertThat(LanBridge.trialOf(" 30 ")).isEqualTo(Duration.ofSeconds(30));
        for (String text : List.of("4", "601", "-1", "", "a minute", "99999999999")) {
            assertThat(problemOf(() -> LanBridge.trialOf(text))).as(text).isEqualTo(BridgeProblem.NOT_SECONDS);
        }
    }

    @Test
    void refusesARecordThatIsNone() throws IOException {
        Files.writeString(record(), "CONFIRMED\n");
        assertThat(catchThrowableOfType(IOException.class, () -> maker().settle()))
                .hasMessageContaining("lan-bridge");
        Files.writeString(record(), "SOMETHING\n1 net:[1]\neth0\n");
        assertThat(catchThrowableOfType(IOException.class, () -> maker().settle()))
                .hasMessageContaining("lan-bridge");
        assertThat(ip.done()).isEmpty();
    }

    private void awaitUndone() {
        await().atMost(PATIENCE).until(() -> !ip.hasBridge() && !Files.exists(record()));
        assertThat(ip.done()).containsAll(BACK);
    }

    private void boot(String id) throws IOException {
        Files.writeString(root.resolve("sys/kernel/random/boot_id"), id + "\n");
    }

    private Path record() {
        return root.resolve("lan-bridge");
    }

    private BridgeRecord bridgeRecord() {
        return new BridgeRecord(new ProcFs(root), record());
    }

    private BridgeMaker maker() {
        return new BridgeMaker(ip, bridgeRecord());
    }

    private LanBridge gateway() {
        CleanUp cleanUp = new CleanUp(ip, new KernelSettings(new ProcFs(root), root.resolve("settings")), maker());
        Reconciler reconciler =
                new Reconciler(kernel, cleanUp, Houses.settings(), _ -> {}, report, Houses.TAP_ADDRESSES);
        BridgeSurvey survey = new BridgeSurvey(ip, new LanSurvey(ip, kernel, root));
        LanBridge bridge = new LanBridge(survey, maker(), bridgeRecord(), reconciler, report);
        bridge.begin();
        gateways.add(bridge);
        return bridge;
    }

    private static Enum<?> problemOf(Runnable attempt) {
        return catchThrowableOfType(BadInputException.class, attempt::run).reason();
    }
}
