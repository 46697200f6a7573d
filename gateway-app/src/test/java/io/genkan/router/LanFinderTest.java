package io.genkan.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genkan.linux.CommandRunner;
import io.genkan.net.InterfaceName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The outputs are those of iproute2 6.1, shortened by fields that nobody reads.
class LanFinderTest {
    private static final String ETH0 = link("eth0", "\"BROADCAST\",\"MULTICAST\",\"UP\"", "192.168.100.2", 24);
    private static final String WLAN0 = link("wlan0", "\"BROADCAST\",\"MULTICAST\",\"UP\"", "192.168.7.2", 24);
    private static final String TUN3 = link("tun3", "\"POINTOPOINT\",\"NOARP\",\"UP\"", "10.1.1.1", 32);
    private static final String BY_ETH0 =
            "{\"dst\":\"default\",\"gateway\":\"192.168.100.1\",\"dev\":\"eth0\",\"metric\":100,\"flags\":[]}";
    private static final String BY_WLAN0 =
            "{\"dst\":\"default\",\"gateway\":\"192.168.7.1\",\"dev\":\"wlan0\",\"metric\":600,\"flags\":[]}";
    private static final String NOWHERE = "{\"type\":\"unreachable\",\"dst\":\"default\",\"metric\":5,\"flags\":[]}";

    @Test
    void takesTheInterfaceOfTheDefaultRoute() throws IOException {
        LanFinder.Found found = found(list(WLAN0, ETH0), list(BY_ETH0));
        assertThat(found.device()).isEqualTo(Houses.ETH0);
        assertThat(found.networks()).isEqualTo(Houses.ONE_NETWORK.networks());
    }

    @Test
    void takesTheBestOfSeveralDefaultRoutesWhateverTheirOrder() throws IOException {
        assertThat(found(list(WLAN0, ETH0), list(BY_WLAN0, NOWHERE, BY_ETH0)).device())
                .isEqualTo(Houses.ETH0);
        String withoutMetric = "{\"dst\":\"default\",\"gateway\":\"192.168.7.1\",\"dev\":\"wlan0\",\"flags\":[]}";
        assertThat(found(list(WLAN0, ETH0), list(BY_ETH0, withoutMetric)).device())
                .hasToString("wlan0");
    }

    @Test
    void takesTheOnlyInterfaceWhereThereIsNoDefaultRoute() throws IOException {
        assertThat(found(list(TUN3, ETH0), "[]").device()).isEqualTo(Houses.ETH0);
        assertThat(found(list(ETH0), "").device()).isEqualTo(Houses.ETH0);
        assertThat(found(list(ETH0), list(NOWHERE)).device()).isEqualTo(Houses.ETH0);
    }

    @Test
    void takesTheInterfaceThatTheOwnerNamed() throws IOException {
        LanFinder finder =
                new LanFinder(printing(list(WLAN0, ETH0), list(BY_ETH0)), Optional.of(new InterfaceName("wlan0")));
        assertThat(finder.find().device()).hasToString("wlan0");
    }

    @Test
    void takesAllNetworksOfTheInterface() throws IOException {
        String both = ETH0.replace("\"addr_info\":[", "\"addr_info\":[" + address("10.9.0.2", 22) + ",");
        assertThat(found(list(both), list(BY_ETH0)).networks())
                .extracting(n -> n.prefix() + " " + n.broadcast().getHostAddress())
                .containsExactly("10.9.0.0/22 10.9.3.255", "192.168.100.0/24 192.168.100.255");
    }

    /// `ip` prints an empty object for an interface or an address that it was asked to leave out.
    @Test
    void passesOverEmptyObjects() throws IOException {
        String withLinkLocal = ETH0.replace("\"addr_info\":[", "\"addr_info\":[{},");
        LanFinder.Found found = found(list("{}", withLinkLocal, "{}"), "[{}]");
        assertThat(found.networks()).isEqualTo(Houses.ONE_NETWORK.networks());
    }

    @Test
    void passesOverAnInterfaceWithANameThatWeDoNotTake() throws IOException {
        String odd = link("we+ird", "\"BROADCAST\",\"UP\"", "192.168.9.2", 24);
        assertThat(found(list(odd, ETH0), list(BY_ETH0)).device()).isEqualTo(Houses.ETH0);
    }

    @Test
    void saysThatNoInterfaceHasAnAddress() {
        for (String nothing : List.of("[]", "", "\n", "[{},{}]")) {
            assertThatThrownBy(() -> found(nothing, ""))
                    .isInstanceOf(NoLanException.class)
                    .hasMessage("No network interface has an IPv4 address. Is the cable in?");
        }
        assertThatThrownBy(() -> found(list(TUN3), "[]"))
                .as("a tunnel is no LAN")
                .isInstanceOf(NoLanException.class);
    }

    @Test
    void asksWhichOneOfSeveral() {
        assertThatThrownBy(() -> found(list(WLAN0, ETH0), "[]"))
                .isInstanceOf(NoLanException.class)
                .hasMessageContainingAll("wlan0, eth0", "genkan.lan.interface");
    }

    @Test
    void saysThatTheNamedInterfaceHasNoAddress() {
        LanFinder finder = new LanFinder(printing(list(WLAN0), list(BY_WLAN0)), Optional.of(new InterfaceName("eth9")));
        assertThatThrownBy(finder::find)
                .isInstanceOf(NoLanException.class)
                .hasMessageContainingAll("eth9", "genkan.lan.interface");
    }

    @Test
    void saysWhatPrintedNoJson() {
        assertThatThrownBy(() -> found("1: lo: <LOOPBACK>", "[]"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ip -j -4 address");
    }

    private static LanFinder.Found found(String addresses, String routes) throws IOException {
        return new LanFinder(printing(addresses, routes), Optional.empty()).find();
    }

    private static CommandRunner printing(String addresses, String routes) {
        return new CommandRunner() {
            @Override
            public Output run(List<String> command, String stdin) throws IOException {
                return switch (String.join(" ", command)) {
                    case "ip -j -4 address show scope global up" -> new Output(addresses, "");
                    case "ip -j -4 route show default" -> new Output(routes, "");
                    default -> throw new IOException("unexpected: " + command);
                };
            }
        };
    }

    private static String list(String... objects) {
        return "[" + String.join(",", objects) + "]\n";
    }

    private static String link(String name, String flags, String address, int length) {
        return "{\"ifindex\":3,\"ifname\":\"" + name + "\",\"flags\":[" + flags
                + "],\"mtu\":1500,\"operstate\":\"UP\",\"addr_info\":[" + address(address, length) + "]}";
    }

    private static String address(String address, int length) {
        return "{\"family\":\"inet\",\"local\":\"" + address + "\",\"prefixlen\":" + length + ",\"scope\":\"global\"}";
    }
}
