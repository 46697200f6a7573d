package io.genkan.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genkan.access.AuthorizedKey;
import io.genkan.access.Friend;
import io.genkan.access.FriendChanged;
import io.genkan.access.FriendName;
import io.genkan.access.Identity;
import io.genkan.access.Policy;
import io.genkan.access.PolicyChange;
import io.genkan.access.SshPublicKey;
import io.genkan.linux.CommandRunner;
import io.genkan.linux.Nftables.Family;
import io.genkan.linux.ProcFs;
import io.genkan.net.Attachment;
import io.genkan.net.InterfaceName;
import io.genkan.net.IpPrefix;
import io.genkan.net.MacAddress;
import io.genkan.net.PrefixMapping;
import io.genkan.net.TunnelUnit;
import io.genkan.tun.TunMode;
import io.genkan.tunnel.AttachmentException;
import io.genkan.tunnel.AttachmentException.Reason;
import io.genkan.tunnel.AttachmentLost;
import io.genkan.tunnel.CloseReason;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReconcilerTest {
    private static final String LOAD = "load inet genkan";
    private static final InterfaceName TAP1 = new InterfaceName("tap1");
    private static final MacAddress FRIENDS_MAC = MacAddress.parse("02:00:00:00:00:31");

    private final FakeKernel kernel = new FakeKernel();
    private final List<Object> lost = new ArrayList<>();
    private final LanReport report = new LanReport();
    private final Reconciler reconciler;

    ReconcilerTest(@TempDir Path data) {
        CleanUp cleanUp = new CleanUp(
                new CommandRunner(),
                new KernelSettings(new ProcFs(data), data.resolve("record")),
                Houses.noBridge(data));
        reconciler = new Reconciler(kernel, cleanUp, Houses.settings(), lost::add, report, Houses.TAP_ADDRESSES);
    }

    @Test
    void loadsRulesBeforeForwardingAndRaisesTheLinkLast() throws AttachmentException {
        attach(1);
        assertThat(kernel.steps())
                .containsExactly(LOAD, "load netdev genkan_tun1", "set ipv4/conf/eth0/forwarding 1", "raise tun1");
        attach(2);
        assertThat(kernel.steps()).endsWith(LOAD, "load netdev genkan_tun2", "raise tun2");
        assertThat(kernel.state())
                .contains(
                        "sysctl net/ipv4/conf/eth0/forwarding=1",
                        "ip link tun1 mtu 1500 up 10.186.0.5 peer 10.186.0.6",
                        "ip link tun2 mtu 1500 up 10.186.0.9 peer 10.186.0.10");
    }

    @Test
    void stopsForwardingBeforeTheRulesGo() throws AttachmentException {
        attach(1);
        detach(1);
        assertThat(kernel.steps())
                .endsWith("restore ipv4/conf/eth0/forwarding", "unload inet genkan", "unload netdev genkan_tun1");
        assertThat(kernel.state()).isEmpty();
    }

    @Test
    void leavesNothingButTheOthersWhateverOrderTheyGoIn() throws AttachmentException {
        attach(1);
        List<String> withOne = kernel.state();
        attach(2);
        attach(3);
        detach(2);
        detach(3);
        assertThat(kernel.state()).isEqualTo(withOne);
        detach(1);
        assertThat(kernel.state()).isEmpty();
    }

    @Test
    void doesNothingForADeviceThatIsNotAttached() throws AttachmentException {
        attach(1);
        int steps = kernel.steps().size();
        reconciler.detach(Houses.device(2));
        assertThat(kernel.steps()).hasSize(steps);
    }

    @ParameterizedTest
    @CsvSource({
        "0, false, NO_PACKET_FILTER",
        "0, true, NO_PACKET_FILTER",
        "1, false, NO_PACKET_FILTER",
        "1, true, NO_PACKET_FILTER",
        "2, false, NO_DEVICE",
        "2, true, NO_DEVICE",
        "3, false, NO_DEVICE",
        "3, true, NO_DEVICE"
    })
    void leavesNothingWhenTheFirstTunnelFails(int step, boolean halfWay, Reason reason) throws AttachmentException {
        kernel.failAt(step, halfWay);
        assertThat(failureOf(1).reason()).isEqualTo(reason);
        kernel.removeDevice(Houses.device(1));
        assertThat(kernel.state()).isEmpty();

        attach(1);
        assertThat(kernel.steps())
                .endsWith(LOAD, "load netdev genkan_tun1", "set ipv4/conf/eth0/forwarding 1", "raise tun1");
    }

    @ParameterizedTest
    @CsvSource({
        "0, false, NO_PACKET_FILTER",
        "0, true, NO_PACKET_FILTER",
        "1, false, NO_PACKET_FILTER",
        "1, true, NO_PACKET_FILTER",
        "2, false, NO_DEVICE",
        "2, true, NO_DEVICE"
    })
    void leavesTheOthersAsTheyWereWhenALaterTunnelFails(int step, boolean halfWay, Reason reason)
            throws AttachmentException {
        attach(1);
        List<String> before = kernel.state();
        kernel.failAt(step, halfWay);
        assertThat(failureOf(2).reason()).isEqualTo(reason);
        kernel.removeDevice(Houses.device(2));
        assertThat(kernel.state()).isEqualTo(before);
        assertThat(kernel.steps()).as("the link that is up is not touched").containsOnlyOnce("raise tun1");
    }

    @ParameterizedTest
    @CsvSource({"0, false", "0, true", "1, false", "1, true", "2, false", "2, true"})
    void triesAgainWhatCouldNotBeTakenBack(int step, boolean halfWay) throws AttachmentException {
        attach(1);
        kernel.failAt(step, halfWay);
        detach(1);
        attach(1);
        detach(1);
        assertThat(kernel.state()).isEmpty();
    }

    @Test
    void saysThatThereIsNoLan() throws AttachmentException {
        attach(1);
        List<String> before = kernel.state();
        kernel.loseLan();
        assertThat(failureOf(2).reason()).isEqualTo(Reason.NO_LAN);
        assertThat(kernel.state()).isEqualTo(before);
        detach(1);
        assertThat(kernel.state()).isEmpty();
    }

    @Test
    void saysThatTheAddressesCollide() {
        kernel.lan(Houses.WITHIN_THE_POOL);
        AttachmentException failure = failureOf(1);
        assertThat(failure.reason()).isEqualTo(Reason.POOL_OVERLAPS_LAN);
        assertThat(failure).hasMessageContainingAll("10.186.0.0/16", "10.186.7.0/24", "genkan.tunnel.pool");
        assertThat(kernel.steps()).isEmpty();
    }

    /// The owner can make the block smaller while friends have larger numbers.
    @Test
    void saysThatAUnitHasNoAddressesAnyMore(@TempDir Path data) {
        Reconciler small = new Reconciler(
                kernel,
                new CleanUp(
                        new CommandRunner(),
                        new KernelSettings(new ProcFs(data), data.resolve("record")),
                        Houses.noBridge(data)),
                Houses.settings("10.186.0.0/24"),
                lost::add,
                report,
                Houses.TAP_ADDRESSES);
        AttachmentException failure = catchThrowableOfType(
                AttachmentException.class, () -> small.attach(Houses.device(64), TunMode.POINT_TO_POINT, identity(64)));
        assertThat(failure.reason()).isEqualTo(Reason.NO_DEVICE);
        assertThat(failure).hasMessageContainingAll("64", "63");
        assertThat(kernel.steps()).isEmpty();
    }

    @Test
    void followsTheLanToAnotherInterface() throws AttachmentException {
        attach(1);
        kernel.lan(new Lan(new InterfaceName("wlan0"), Lan.Kind.WIRELESS, Houses.ONE_NETWORK.networks(), false));
        attach(2);
        assertThat(kernel.steps())
                .endsWith(
                        LOAD,
                        "load netdev genkan_tun2",
                        "set ipv4/conf/wlan0/forwarding 1",
                        "raise tun2",
                        "restore ipv4/conf/eth0/forwarding");
        detach(1);
        detach(2);
        assertThat(kernel.state()).isEmpty();
    }

    @Test
    void leavesTablesThatNobodyChangedAlone() throws AttachmentException {
        attach(1);
        int steps = kernel.steps().size();
        reconciler.checkFilter(_ -> true);
        assertThat(kernel.steps()).hasSize(steps);
    }

    @ParameterizedTest
    @ValueSource(strings = {"genkan", "genkan_tun1"})
    void shutsTheTunnelsWhileATableThatSomebodyChangedIsPutBack(String table) throws AttachmentException {
        attach(1);
        attach(2);
        List<String> before = kernel.state();
        kernel.damage(new TableName(table.equals("genkan") ? Family.INET : Family.NETDEV, table));
        int steps = kernel.steps().size();

        reconciler.checkFilter(_ -> true);

        List<String> taken = kernel.steps().subList(steps, kernel.steps().size());
        assertThat(taken).startsWith("shut tun1", "shut tun2", LOAD).endsWith("raise tun1", "raise tun2");
        assertThat(kernel.state()).isEqualTo(before);
        assertThat(lost).isEmpty();
    }

    @Test
    void triesAgainWhereSomebodyUndoesWhatIsPutBack() throws AttachmentException {
        attach(1);
        kernel.damage(NatRules.TABLE);
        kernel.failAt(2, false);

        reconciler.checkFilter(_ -> true);

        assertThat(lost).isEmpty();
        assertThat(kernel.steps()).endsWith("raise tun1");
    }

    @Test
    void givesUpTheTunnelsWhereATableDoesNotComeBack() throws AttachmentException {
        attach(1);
        attach(2);
        kernel.damage(NatRules.TABLE);
        kernel.failFrom(2);

        reconciler.checkFilter(_ -> true);

        assertThat(lost)
                .containsExactly(
                        new AttachmentLost(Houses.device(1), CloseReason.UNGUARDED),
                        new AttachmentLost(Houses.device(2), CloseReason.UNGUARDED));
        assertThat(kernel.state()).noneMatch(line -> line.startsWith("ip link"));
        assertThat(report.trouble()).contains("load inet genkan fails");
    }

    @Test
    void believesWhoSaysThatATableIsMissing() throws AttachmentException {
        attach(1);
        reconciler.checkFilter(table -> !table.equals(NatRules.TABLE));
        assertThat(kernel.steps()).contains("shut tun1").endsWith("raise tun1");
    }

    /// Its guard may go with it, and nobody is to blame.
    @Test
    void doesNotMindTheGuardOfADeviceThatHasGone() throws AttachmentException {
        attach(1);
        attach(2);
        kernel.removeDevice(Houses.device(2));
        kernel.damage(new TableName(Family.NETDEV, "genkan_tun2"));
        int steps = kernel.steps().size();
        reconciler.checkFilter(_ -> true);
        assertThat(kernel.steps()).hasSize(steps);
    }

    @Test
    void tellsWhatTheMatterWasUntilATunnelOpens() throws AttachmentException {
        kernel.failAt(0, false);
        failureOf(1);
        assertThat(report.trouble()).contains("load inet genkan fails");
        attach(1);
        assertThat(report.trouble()).isEmpty();
    }

    @Test
    void answersInTheLanForAFriendWhoHasAnAddressThere() throws AttachmentException {
        attachInLan(1);
        assertThat(kernel.steps())
                .containsExactly(
                        LOAD,
                        "load netdev genkan_tun1",
                        "set ipv4/conf/eth0/forwarding 1",
                        "set ipv4/neigh/eth0/proxy_delay 0",
                        "answer for 192.168.100.49",
                        "raise tun1",
                        "announce 192.168.100.49");
        detach(1);
        assertThat(kernel.steps())
                .containsSubsequence(
                        "answer no more for 192.168.100.49",
                        "restore ipv4/conf/eth0/forwarding",
                        "restore ipv4/neigh/eth0/proxy_delay",
                        "unload inet genkan");
        assertThat(kernel.state()).isEmpty();
    }

    @Test
    void refusesAnAddressThatADeviceOfTheLanHas() {
        kernel.takeInLan("192.168.100.49", "02:00:00:00:00:07");
        AttachmentException failure = catchThrowableOfType(AttachmentException.class, () -> attachInLan(1));
        assertThat(failure.reason()).isEqualTo(Reason.ADDRESS_IN_USE);
        assertThat(failure).hasMessageContainingAll("192.168.100.49", "02:00:00:00:00:07");
        assertThat(report.trouble()).isPresent();
        assertThat(kernel.steps()).isEmpty();
    }

    @Test
    void givesUpTheTunnelWhoseAddressADeviceOfTheLanTakes() throws AttachmentException {
        attachInLan(1);
        attach(2);
        reconciler.checkAddresses();
        assertThat(lost).isEmpty();
        kernel.takeInLan("192.168.100.49", "02:00:00:00:00:07");
        reconciler.checkAddresses();
        assertThat(lost).containsExactly(new AttachmentLost(Houses.device(1), CloseReason.ADDRESS_CONFLICT));
    }

    @Test
    void refusesAnAddressThatIsNotTheLans() {
        kernel.lan(Houses.ANOTHER_NETWORK);
        AttachmentException failure = catchThrowableOfType(AttachmentException.class, () -> attachInLan(1));
        assertThat(failure.reason()).isEqualTo(Reason.RANGE_OUTSIDE_LAN);
        assertThat(kernel.steps()).isEmpty();
    }

    @Test
    void loadsTheRulesAnewWhenAFriendsRateChanges() throws AttachmentException {
        attach(1);
        attach(2);
        int steps = kernel.steps().size();
        reconciler.on(
                new FriendChanged(identity(1).friend(), limited(identity(1).friend(), "20M")));
        assertThat(kernel.steps().subList(steps, kernel.steps().size())).containsExactly(LOAD);
        assertThat(kernel.table(NatRules.TABLE).toString()).contains("limit rate_from_tun1", "over 2500000");
        assertThat(lost).isEmpty();
    }

    @Test
    void givesUpTheTunnelOfAFriendWhoseRateCannotBeLoaded() throws AttachmentException {
        attach(1);
        attach(2);
        kernel.failAt(0, false);
        reconciler.on(
                new FriendChanged(identity(1).friend(), limited(identity(1).friend(), "20M")));
        assertThat(lost).containsExactly(new AttachmentLost(Houses.device(1), CloseReason.FAILED));
    }

    @Test
    void loadsTheRulesAnewWhenAFriendMayAskWhatIsThere() throws AttachmentException {
        attach(1);
        attach(2);
        int steps = kernel.steps().size();
        reconciler.on(new FriendChanged(identity(1).friend(), asking(identity(1).friend(), "mdns")));
        assertThat(kernel.steps().subList(steps, kernel.steps().size()))
                .containsExactly(LOAD, "load netdev genkan_tun1");
        assertThat(kernel.table(NatRules.TABLE).toString()).contains("iifname \"tun1\" ip daddr 224.0.0.251");
        reconciler.on(new FriendChanged(
                asking(identity(1).friend(), "mdns"), identity(1).friend()));
        assertThat(kernel.table(NatRules.TABLE).toString()).doesNotContain("224.0.0.251");
        assertThat(lost).isEmpty();
    }

    private static Friend asking(Friend friend, String discovery) {
        PolicyChange change = new PolicyChange(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(discovery));
        return changed(friend, change);
    }

    private static Friend limited(Friend friend, String rate) {
        PolicyChange change = new PolicyChange(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(rate),
                Optional.empty(),
                Optional.empty());
        return changed(friend, change);
    }

    private static Friend changed(Friend friend, PolicyChange change) {
        Policy policy = change.applyTo(friend.policy(), ZoneOffset.UTC);
        return new Friend(friend.id(), friend.name(), friend.keys(), policy, friend.attachment(), friend.addedAt());
    }

    @Test
    void hasTheRulesFollowTheLanToAnotherNetwork() throws AttachmentException {
        attach(1);
        reconciler.checkLan();
        int steps = kernel.steps().size();
        assertThat(steps).as("nothing to do while it stays").isEqualTo(4);
        kernel.lan(Houses.ANOTHER_NETWORK);
        reconciler.checkLan();
        assertThat(kernel.steps().subList(steps, kernel.steps().size()))
                .containsExactly(LOAD, "load netdev genkan_tun1");
        assertThat(kernel.table(NatRules.TABLE).toString()).contains("192.168.1.0/24");
        assertThat(report.lan()).contains("192.168.1.0/24 on eth0");
        assertThat(lost).isEmpty();
    }

    @Test
    void givesUpTheTunnelThatDoesNotFitIntoTheLanAnyMoreAndKeepsTheOthers() throws AttachmentException {
        attachInLan(1);
        attach(2);
        kernel.lan(Houses.ANOTHER_NETWORK);
        reconciler.checkLan();
        assertThat(lost).containsExactly(new AttachmentLost(Houses.device(1), CloseReason.LAN_CHANGED));
        assertThat(kernel.steps()).contains("shut tun1", "answer no more for 192.168.100.49");
        assertThat(kernel.state()).anyMatch(line -> line.startsWith("ip link tun2"));
        assertThat(report.trouble()).isPresent();
        detach(1);
        detach(2);
        assertThat(kernel.state()).isEmpty();
    }

    @Test
    void givesUpAllTunnelsWhereTheRulesCannotFollow() throws AttachmentException {
        attach(1);
        attach(2);
        kernel.lan(Houses.ANOTHER_NETWORK);
        kernel.failAt(0, false);
        reconciler.checkLan();
        assertThat(lost)
                .containsExactly(
                        new AttachmentLost(Houses.device(1), CloseReason.LAN_CHANGED),
                        new AttachmentLost(Houses.device(2), CloseReason.LAN_CHANGED));
    }

    @Test
    void leavesTheTunnelsAloneWhileThereIsNoLan() throws AttachmentException {
        attach(1);
        List<String> before = kernel.state();
        kernel.loseLan();
        reconciler.checkLan();
        assertThat(kernel.state()).isEqualTo(before);
        assertThat(lost).isEmpty();
        assertThat(report.trouble()).isPresent();
    }

    @Test
    void makesATapAPortOfTheBridgeWithoutForwarding() throws AttachmentException {
        attachBridged(TunMode.ETHERNET);
        assertThat(kernel.steps()).containsExactly("load bridge genkan_tap1", "load netdev genkan_tap1", "raise tap1");
        kernel.removeDevice(TAP1);
        reconciler.detach(TAP1);
        assertThat(kernel.state()).isEmpty();
    }

    @Test
    void keepsABridgedFriendToTheHardwareAddressThatHeUsesAndTellsTheLan() throws AttachmentException {
        attachBridged(TunMode.ETHERNET);
        reconciler.pinPorts();
        assertThat(kernel.steps()).last().isEqualTo("raise tap1");
        kernel.learn(TAP1, FRIENDS_MAC);
        reconciler.pinPorts();
        assertThat(kernel.steps()).last().isEqualTo("announce 192.168.100.49 at " + FRIENDS_MAC);
        int steps = kernel.steps().size();
        reconciler.pinPorts();
        assertThat(kernel.steps()).hasSize(steps);
    }

    /// He hears the question too, and answers.
    @Test
    void takesABridgedFriendForNobodyElse() throws AttachmentException {
        attachBridged(TunMode.ETHERNET);
        kernel.takeInLan("192.168.100.49", FRIENDS_MAC.toString());
        reconciler.checkAddresses();
        kernel.learn(TAP1, FRIENDS_MAC);
        reconciler.pinPorts();
        reconciler.checkAddresses();
        assertThat(lost).isEmpty();
        kernel.takeInLan("192.168.100.49", "02:00:00:00:00:07");
        reconciler.checkAddresses();
        assertThat(lost).containsExactly(new AttachmentLost(TAP1, CloseReason.ADDRESS_CONFLICT));
    }

    @Test
    void raisesAPortAgainWhereItsRulesAreLoadedAgain() throws AttachmentException {
        attachBridged(TunMode.ETHERNET);
        kernel.damage(BridgeRules.tableOf(TAP1));
        reconciler.checkFilter(_ -> true);
        assertThat(kernel.steps())
                .endsWith("shut tap1", "load bridge genkan_tap1", "load netdev genkan_tap1", "raise tap1");
    }

    @Test
    void joinsATunByProxyArpWhereItsFriendIsToBeBridged() throws AttachmentException {
        attachBridged(TunMode.POINT_TO_POINT);
        assertThat(kernel.state()).contains("ip neigh proxy 192.168.100.49 dev br0");
    }

    @Test
    void saysWhatToDoWhereThereIsNoBridge() {
        kernel.lan(Houses.ONE_NETWORK);
        assertThat(refusalOfBridged()).contains("eth0 is not in a bridge", "proxy-arp");
        kernel.lan(Houses.ON_WIFI);
        assertThat(refusalOfBridged()).contains("wlan0 is on Wi-Fi", "proxy-arp", "by cable");
        assertThat(kernel.steps()).isEmpty();
    }

    @Test
    void refusesAMappingThatDoesNotFitToTheLan() {
        kernel.lan(Houses.ANOTHER_NETWORK);
        assertThat(refusalOfMapped(Optional.empty(), "192.168.100.0/24=10.201.7.0/24"))
                .contains("192.168.100.0/24 is to appear as 10.201.7.0/24", "[192.168.1.0/24] now");
        kernel.lan(Houses.TWO_NETWORKS);
        assertThat(refusalOfMapped(Optional.empty(), "192.168.100.0/24=10.9.1.0/24"))
                .contains("10.9.1.0/24", "overlaps");
        assertThat(refusalOfMapped(Optional.empty(), "192.168.100.0/24=10.186.1.0/24"))
                .contains("10.186.1.0/24", "overlaps");
        assertThat(refusalOfMapped(Optional.of(Attachment.PROXY_ARP), "192.168.100.0/24=10.201.7.0/24"))
                .contains("nat alone", "proxy-arp");
        assertThat(kernel.steps()).isEmpty();
    }

    private String refusalOfMapped(Optional<Attachment> attachment, String mapping) {
        kernel.addDevice(Houses.device(1));
        Identity plain = identity(1, attachment);
        Friend friend = plain.friend();
        Friend mapped = new Friend(
                friend.id(),
                friend.name(),
                friend.keys(),
                friend.policy(),
                friend.attachment(),
                Optional.of(PrefixMapping.parse(mapping)),
                friend.addedAt());
        AttachmentException refusal = catchThrowableOfType(
                AttachmentException.class,
                () -> reconciler.attach(Houses.device(1), TunMode.POINT_TO_POINT, new Identity(mapped, plain.key())));
        assertThat(refusal.reason()).isEqualTo(Reason.MAPPING_MISFITS);
        return String.valueOf(refusal.getMessage());
    }

    private String refusalOfBridged() {
        kernel.addDevice(TAP1);
        Identity identity = identity(1, Optional.of(Attachment.BRIDGED));
        AttachmentException refusal = catchThrowableOfType(
                AttachmentException.class, () -> reconciler.attach(TAP1, TunMode.ETHERNET, identity));
        assertThat(refusal.reason()).isEqualTo(Reason.NO_BRIDGE);
        return String.valueOf(refusal.getMessage());
    }

    private void attachBridged(TunMode mode) throws AttachmentException {
        kernel.lan(Houses.IN_A_BRIDGE);
        InterfaceName device = mode.deviceOf(new TunnelUnit(1));
        kernel.addDevice(device);
        reconciler.attach(device, mode, identity(1, Optional.of(Attachment.BRIDGED)));
    }

    @Test
    void refusesAHopWhoseNetworkSomebodyElseHas() throws AttachmentException {
        kernel.addRoute("172.17.0.0/16");
        assertThat(refusalOfHop(Attachment.NAT, "172.17.5.0/24")).isEqualTo(Reason.SUBNET_MISFIT);
        assertThat(report.trouble()).hasValueSatisfying(why -> assertThat(why).contains("172.17.5.0/24"));
        kernel.takeInLan("192.168.100.54", "02:00:00:00:00:07");
        assertThat(refusalOfHop(Attachment.PROXY_ARP, "192.168.100.48/29")).isEqualTo(Reason.ADDRESS_IN_USE);
        assertThat(kernel.steps()).isEmpty();
        attachHop(Attachment.NAT, "192.168.3.0/24");
        assertThat(kernel.state()).anyMatch(line -> line.endsWith("peer 10.186.0.6 in front of 192.168.3.0/24"));
    }

    @Test
    void tellsTheLanOfAllThatIsBehindAHop() throws AttachmentException {
        attachHop(Attachment.PROXY_ARP, "192.168.100.52/30");
        assertThat(kernel.steps())
                .last()
                .isEqualTo("announce 192.168.100.49, 192.168.100.52, 192.168.100.53, 192.168.100.54, 192.168.100.55");
    }

    private Reason refusalOfHop(Attachment attachment, String subnet) {
        return catchThrowableOfType(AttachmentException.class, () -> attachHop(attachment, subnet))
                .reason();
    }

    private void attachHop(Attachment attachment, String subnet) throws AttachmentException {
        Identity plain = identity(1, Optional.of(attachment));
        Policy of = plain.friend().policy();
        Policy policy = new Policy(of.destinations(), of.terms(), of.reverse(), Optional.of(IpPrefix.parse(subnet)));
        Friend hop = new Friend(
                1, plain.friend().name(), plain.friend().keys(), policy, Optional.of(attachment), Instant.EPOCH);
        kernel.addDevice(Houses.device(1));
        reconciler.attach(Houses.device(1), TunMode.POINT_TO_POINT, new Identity(hop, plain.key()));
    }

    private void attachInLan(int unit) throws AttachmentException {
        kernel.addDevice(Houses.device(unit));
        reconciler.attach(
                Houses.device(unit), TunMode.POINT_TO_POINT, identity(unit, Optional.of(Attachment.PROXY_ARP)));
    }

    private void attach(int unit) throws AttachmentException {
        kernel.addDevice(Houses.device(unit));
        reconciler.attach(Houses.device(unit), TunMode.POINT_TO_POINT, identity(unit));
    }

    /// As the tunnels do it: the device goes first.
    private void detach(int unit) {
        kernel.removeDevice(Houses.device(unit));
        reconciler.detach(Houses.device(unit));
    }

    private AttachmentException failureOf(int unit) {
        AttachmentException failure = catchThrowableOfType(AttachmentException.class, () -> attach(unit));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static Identity identity(int unit) {
        return identity(unit, Optional.empty());
    }

    private static Identity identity(int unit, Optional<Attachment> attachment) {
        SshPublicKey key = new SshPublicKey("ssh-ed25519", "AAAA" + unit, "SHA256:" + unit, "");
        AuthorizedKey authorized = new AuthorizedKey(unit, key, new TunnelUnit(unit), Instant.EPOCH);
        Friend friend = new Friend(
                unit,
                new FriendName("Friend " + unit),
                List.of(authorized),
                Houses.policy("192.168.100.10:80"),
                attachment,
                Instant.EPOCH);
        return new Identity(friend, authorized);
    }
}
