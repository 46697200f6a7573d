package io.genkan.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genkan.net.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeSurveyTest {
    @TempDir
    private Path root;

    private final FakeIp ip = new FakeIp();
    private final FakeKernel kernel = new FakeKernel();

    @Test
    void plansToMoveWhatTheInterfaceHolds() throws IOException {
        BridgePlan plan = survey().plan();
        assertThat(plan.making()).isEqualTo("""
                link add name br-genkan address 02:00:00:00:00:02 type bridge stp_state 0 forward_delay 0
                link set dev br-genkan alias genkan:br-genkan
                link set dev br-genkan up
                address add 192.168.100.2/24 broadcast 192.168.100.255 scope global dev br-genkan
                address add fd00::2/64 nodad dev br-genkan
                link set dev eth0 master br-genkan
                route del default via 192.168.100.1 proto boot scope global dev eth0
                route add default via 192.168.100.1 proto boot scope global dev br-genkan
                address del 192.168.100.2/24 dev eth0
                """);
        assertThat(plan.hasIpv6()).isTrue();
        assertThat(plan.words())
                .containsExactly(
                        "the address 192.168.100.2/24",
                        "the address fd00::2/64",
                        "the route default via 192.168.100.1 proto boot scope global");
        assertThat(ip.done()).as("what was changed").isEmpty();
    }

    @Test
    void plansTheWayBack() throws IOException {
        BridgeUndo undo = survey().plan().undo();
        assertThat(undo.addresses())
                .containsExactly(
                        "address replace 192.168.100.2/24 broadcast 192.168.100.255 scope global dev eth0",
                        "address replace fd00::2/64 dev eth0");
        assertThat(undo.routes())
                .containsExactly("route replace default via 192.168.100.1 proto boot scope global dev eth0");
    }

    @Test
    void refusesARadioAndABridge() throws IOException {
        Files.createDirectories(root.resolve("sys/class/net/eth0/wireless"));
        assertThat(refusal().reason()).isEqualTo(BridgeProblem.ON_WIFI);
        ip.link(withKind("bridge"));
        assertThat(refusal().reason()).isEqualTo(BridgeProblem.ON_A_BRIDGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bond", "team", "vlan", "macvlan", "wireguard"})
    void refusesWhatIsNoCable(String kind) {
        ip.link(withKind(kind));
        assertThat(refusal().reason()).isEqualTo(BridgeProblem.NOT_A_CABLE);
        assertThat(refusal().facts()).hasToString("[eth0, " + kind + "]");
    }

    @Test
    void refusesAnInterfaceThatOthersNeed() {
        ip.addLink("{\"ifname\":\"eth0.7\",\"link\":\"eth0\",\"linkinfo\":{\"info_kind\":\"vlan\"}}");
        assertThat(refusal().reason()).isEqualTo(BridgeProblem.CARRIES_OTHERS);
        ip.link(FakeIp.ETH0.replace("\"address\"", "\"master\":\"bond0\",\"address\""));
        assertThat(refusal().reason()).isEqualTo(BridgeProblem.IN_USE);
    }

    @Test
    void refusesATakenName() {
        ip.addLink("{\"ifname\":\"br-genkan\",\"linkinfo\":{\"info_kind\":\"dummy\"}}");
        assertThat(refusal().reason()).isEqualTo(BridgeProblem.NAME_TAKEN);
    }

    @Test
    void refusesALentAddressThatNobodyKnownRenews() {
        ip.link(lent());
        assertThat(refusal().reason()).isEqualTo(BridgeProblem.LENT_ADDRESS);
        assertThat(refusal().facts()).hasToString("[eth0, 192.168.100.2/24]");
    }

    @Test
    void tellsWhatToConfigureInNetworkd() throws IOException {
        isKeptByNetworkd();
        assertThat(advice())
                .contains(
                        "05-br-genkan.netdev",
                        "MACAddress=02:00:00:00:00:02",
                        "Name=eth0\n    [Network]\n    Bridge=br-genkan\n",
                        "    Address=192.168.100.2/24\n    Gateway=192.168.100.1\n",
                        "networkctl reload");
        ip.link(lent());
        assertThat(advice()).contains("    [Network]\n    DHCP=yes\n").doesNotContain("Address=192");
    }

    @Test
    void tellsWhatToConfigureInNetworkManager() throws IOException {
        Path devices = Files.createDirectories(root.resolve("run/NetworkManager/devices"));
        Files.createFile(devices.resolve("3"));
        assertThat(advice())
                .contains(
                        "bridge.forward-delay 0 bridge.mac-address 02:00:00:00:00:02 ipv4.method manual"
                                + " ipv4.addresses 192.168.100.2/24 ipv4.gateway 192.168.100.1\n",
                        "ifname eth0 master br-genkan");
        ip.link(lent());
        assertThat(advice()).contains(" ipv4.method auto\n");
    }

    /// Whoever has closed a port on eth0 has not closed it on the bridge.
    @Test
    void refusesWhereAnotherFilterNamesTheInterfaceAlone() {
        ip.ruleset("""
                table inet genkan {
                    iifname "eth0" accept
                }
                table ip filter {
                    chain INPUT {
                        iifname "eth0" tcp dport 22 drop
                    }
                }
                """);
        assertThat(refusal().reason()).isEqualTo(BridgeProblem.NAMED_BY_A_FILTER);
        assertThat(refusal().facts()).hasToString("[eth0, ip filter, br-genkan]");
    }

    @Test
    void takesAFilterThatNamesBothOrIsOurs() throws IOException {
        ip.ruleset("""
                table inet genkan {
                    iifname "eth0" accept
                }
                table bridge genkan_tap1 {
                    iifname "eth0" accept
                }
                table ip filter {
                    iifname { "br-genkan", "eth0" } drop
                }
                """);
        assertThat(survey().plan().device()).isEqualTo(Houses.ETH0);
    }

    private BridgeSurvey survey() {
        return new BridgeSurvey(ip, new LanSurvey(ip, kernel, root));
    }

    private BadInputException refusal() {
        return catchThrowableOfType(BadInputException.class, () -> survey().plan());
    }

    private String advice() {
        BadInputException refusal = refusal();
        assertThat(refusal.reason()).isEqualTo(BridgeProblem.MANAGED);
        return String.valueOf(refusal.facts().getLast());
    }

    private void isKeptByNetworkd() throws IOException {
        Path links = Files.createDirectories(root.resolve("run/systemd/netif/links"));
        Files.writeString(links.resolve("3"), "NETWORK_FILE=/etc/systemd/network/lan.network\n");
    }

    private static String lent() {
        return FakeIp.ETH0.replace("\"label\"", "\"dynamic\":true,\"label\"");
    }

    private static String withKind(String kind) {
        return FakeIp.ETH0.replace("\"addr_info\"", "\"linkinfo\":{\"info_kind\":\"" + kind + "\"},\"addr_info\"");
    }
}
