package io.genkan.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genkan.net.BadInputException;
import io.genkan.router.Holdings.Address;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The outputs are those of iproute2 6.1, shortened by fields that nobody reads.
class HoldingsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CONNECTED =
            "{\"type\":\"unicast\",\"dst\":\"192.168.100.0/24\",\"dev\":\"eth0\",\"table\":\"main\","
                    + "\"protocol\":\"kernel\",\"scope\":\"link\",\"flags\":[]}";
    private static final String DEFAULT =
            "{\"type\":\"unicast\",\"dst\":\"default\",\"gateway\":\"192.168.100.1\",\"dev\":\"eth0\",\"table\":\"main\","
                    + "\"protocol\":\"static\",\"scope\":\"global\",\"metric\":100,\"prefsrc\":\"192.168.100.2\","
                    + "\"flags\":[\"onlink\"],\"metrics\":[{\"mtu\":1400}]}";

    @Test
    void takesAddressesAsTheyAre() {
        assertThat(addresses(
                        "{\"family\":\"inet\",\"local\":\"192.168.100.2\",\"prefixlen\":24,\"metric\":100,"
                                + "\"broadcast\":\"192.168.100.255\",\"scope\":\"global\",\"noprefixroute\":true,"
                                + "\"label\":\"eth0\",\"valid_life_time\":4294967295}",
                        "{\"family\":\"inet\",\"local\":\"192.168.100.3\",\"prefixlen\":24,\"scope\":\"global\","
                                + "\"secondary\":true,\"label\":\"eth0:1\",\"valid_life_time\":4294967295}"))
                .containsExactly(
                        new Address(
                                "192.168.100.2/24",
                                "192.168.100.2/24 broadcast 192.168.100.255 scope global metric 100 noprefixroute",
                                ""),
                        new Address("192.168.100.3/24", "192.168.100.3/24 scope global", "eth0:1"));
    }

    /// What the router has lent for a while ends there when it would have ended here.
    @Test
    void takesIpv6AddressesWithTheirTimesAndLeavesTheKernelsOwn() {
        assertThat(addresses(
                        "{\"family\":\"inet6\",\"local\":\"2001:db8::2\",\"prefixlen\":64,\"scope\":\"global\","
                                + "\"dynamic\":true,\"mngtmpaddr\":true,\"valid_life_time\":86400,"
                                + "\"preferred_life_time\":14400}",
                        "{\"family\":\"inet6\",\"local\":\"fe80::2\",\"prefixlen\":64,\"scope\":\"link\"}",
                        "{}"))
                .extracting(Address::arguments)
                .containsExactly("2001:db8::2/64 valid_lft 86400 preferred_lft 14400");
    }

    @Test
    void refusesThePointToPointAddress() {
        assertThat(problemOf(() -> addresses(
                        "{\"family\":\"inet\",\"local\":\"10.0.0.1\",\"address\":\"10.0.0.2\"," + "\"prefixlen\":32}")))
                .isEqualTo(BridgeProblem.UNUSUAL_ADDRESS);
    }

    @Test
    void takesRoutesThatSomebodyMadeThoseWithoutAGatewayFirst() {
        assertThat(routes(
                        DEFAULT,
                        CONNECTED,
                        CONNECTED.replace("eth0", "wlan0").replace("kernel", "static"),
                        "{\"type\":\"unicast\",\"dst\":\"10.9.0.0/16\",\"dev\":\"eth0\",\"table\":\"7\","
                                + "\"protocol\":\"boot\",\"scope\":\"link\",\"flags\":[]}"))
                .containsExactly(
                        "10.9.0.0/16 proto boot scope link table 7",
                        "default via 192.168.100.1 proto static scope global metric 100 src 192.168.100.2 mtu 1400"
                                + " onlink");
    }

    @Test
    void takesTheIpv6RouteOfTheRoutersAnnouncement() {
        assertThat(routes("{\"type\":\"unicast\",\"dst\":\"default\",\"gateway\":\"fe80::1\",\"dev\":\"eth0\","
                        + "\"table\":\"main\",\"protocol\":\"ra\",\"scope\":\"global\",\"metric\":1024,\"flags\":[],"
                        + "\"expires\":1790,\"metrics\":[{\"hoplimit\":64}],\"pref\":\"medium\"}"))
                .containsExactly("::/0 via fe80::1 proto ra pref medium metric 1024 expires 1790 hoplimit 64");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"unicast\",\"dst\":\"10.0.0.0/8\",\"protocol\":\"static\",\"flags\":[],"
                        + "\"nexthops\":[{\"gateway\":\"192.168.100.1\",\"dev\":\"eth0\",\"weight\":1}]}",
                "{\"type\":\"unicast\",\"dst\":\"10.0.0.0/8\",\"dev\":\"eth0\",\"protocol\":\"static\",\"flags\":[],"
                        + "\"encap\":\"mpls\"}",
                "{\"type\":\"unicast\",\"dst\":\"10.0.0.0/8\",\"dev\":\"eth0\",\"protocol\":\"static\","
                        + "\"flags\":[\"offload\"]}",
                "{\"type\":\"unicast\",\"dst\":\"10.0.0.0/8\",\"dev\":\"eth0\",\"protocol\":\"static\",\"flags\":[],"
                        + "\"metrics\":[{\"window\":7}]}",
                "{\"type\":\"multicast\",\"dst\":\"10.0.0.0/8\",\"dev\":\"eth0\",\"protocol\":\"static\",\"flags\":[]}"
            })
    void refusesARouteThatWouldNotComeOutAsItWentIn(String route) {
        assertThat(problemOf(() -> routes(route))).isEqualTo(BridgeProblem.UNUSUAL_ROUTE);
    }

    private static List<Address> addresses(String... json) {
        return Holdings.of(
                        Houses.ETH0,
                        JSON.readTree("{\"ifname\":\"eth0\",\"addr_info\":[" + String.join(",", json) + "]}"),
                        List.of())
                .addresses();
    }

    private static List<String> routes(String... json) {
        List<JsonNode> routes = new ArrayList<>();
        JSON.readTree("[" + String.join(",", json) + "]").forEach(routes::add);
        return Holdings.of(Houses.ETH0, JSON.createObjectNode(), routes).routes();
    }

    private static Enum<?> problemOf(Runnable reading) {
        return catchThrowableOfType(BadInputException.class, reading::run).reason();
    }
}
