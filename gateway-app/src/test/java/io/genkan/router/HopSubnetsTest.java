package io.genkan.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genkan.net.IpPrefix;
import io.genkan.net.Mtu;
import io.genkan.tun.TunMode;
import io.genkan.tunnel.AttachmentException;
import io.genkan.tunnel.AttachmentException.Reason;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopSubnetsTest {
    private static final String BEHIND_EC2 = "192.168.3.0/24";
    private static final String OF_THE_LAN = "192.168.100.48/29";

    private final RouterPlanner planner = new RouterPlanner(Houses.POOL, new Mtu(1500), Houses.TAP_ADDRESSES);

    @Test
    void routesTheNetworkToTheHop() throws AttachmentException {
        RouterConfig plan = planner.plan(List.of(byNat(BEHIND_EC2)), Houses.ONE_NETWORK);
        assertThat(plan.links().getFirst().subnet()).contains(IpPrefix.parse(BEHIND_EC2));
        assertThat(LinkCommands.of(plan.links().getFirst())).endsWith("route replace 192.168.3.0/24 dev tun1\n");
        assertThat(plan.proxies()).isEmpty();
    }

    @Test
    void answersInTheLanForEachAddressOfAPartOfIt() throws AttachmentException {
        RouterConfig plan = planner.plan(List.of(byProxyArp(OF_THE_LAN)), Houses.ONE_NETWORK);
        assertThat(plan.proxies())
                .extracting(proxy -> proxy.address().getHostAddress())
                .containsExactlyInAnyOrder(
                        "192.168.100.48",
                        "192.168.100.49",
                        "192.168.100.50",
                        "192.168.100.51",
                        "192.168.100.52",
                        "192.168.100.53",
                        "192.168.100.54",
                        "192.168.100.55");
        assertThat(LinkCommands.of(plan.links().getFirst())).endsWith("route replace 192.168.100.48/29 dev tap3\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.0.0/16", OF_THE_LAN, "10.186.4.0/24"})
    void refusesByNatWhatIsTheLansOrTheTunnels(String network) {
        assertThat(whyNot(byNat(network))).contains(network, "EC2", "shares addresses with");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.101.0/29", "192.168.100.0/29", "192.168.100.248/29", "192.168.100.32/28"})
    void refusesByProxyArpWhatIsNoFreePartOfTheLan(String network) {
        assertThat(whyNot(byProxyArp(network))).contains(network, "does not fit into [192.168.100.0/24]");
    }

    @Test
    void refusesANetworkBehindAPortOfTheBridge() {
        AttachedTunnel bridged = Houses.hop(OF_THE_LAN, Houses.bridged(3, "EC2", "192.168.100.10:80"));
        assertThat(catchThrowableOfType(
                        AttachmentException.class, () -> planner.plan(List.of(bridged), Houses.IN_A_BRIDGE)))
                .hasMessageContaining("cannot be bridged");
    }

    @Test
    void refusesToShareWithOthersWhoAreInside() {
        AttachedTunnel inLan = Houses.inLan(TunMode.POINT_TO_POINT, 2, "Jiro", "192.168.100.10:80");
        assertThat(whyNot(byProxyArp(OF_THE_LAN), inLan)).contains("shares addresses with Jiro on tun2");
        AttachedTunnel anotherHop = Houses.hop("192.168.3.128/25", Houses.tunnel(2, "Jiro", "192.168.100.10:80"));
        assertThat(whyNot(byNat(BEHIND_EC2), anotherHop)).contains("shares addresses with Jiro on tun2");
    }

    @Test
    void refusesWhatTheMachineReachesOtherwise() {
        AttachmentException refusal = catchThrowableOfType(
                AttachmentException.class, () -> refuseRouted(byNat(BEHIND_EC2), "172.17.0.0/16", "192.168.3.128/25"));
        assertThat(refusal.reason()).isEqualTo(Reason.SUBNET_MISFIT);
        assertThat(refusal).hasMessageContaining("192.168.3.128/25, to which this machine has a route");
        assertThat(catchThrowableOfType(
                        AttachmentException.class, () -> refuseRouted(byProxyArp(OF_THE_LAN), "192.168.100.52/30")))
                .hasMessageContaining("192.168.100.52/30");
    }

    @Test
    void goesWithTheRouteToTheLan() {
        assertThatNoException()
                .isThrownBy(() -> refuseRouted(byProxyArp(OF_THE_LAN), "192.168.100.0/24", "10.186.0.6"));
        assertThatNoException().isThrownBy(() -> refuseRouted(byNat(BEHIND_EC2), "192.168.100.0/24", "10.186.0.6"));
    }

    private static void refuseRouted(AttachedTunnel hop, String... routes) throws AttachmentException {
        HopSubnets.refuseRouted(
                hop,
                Houses.ONE_NETWORK,
                Arrays.stream(routes).map(IpPrefix::parse).toList());
    }

    private String whyNot(AttachedTunnel... tunnels) {
        AttachmentException refusal = catchThrowableOfType(
                AttachmentException.class, () -> planner.plan(List.of(tunnels), Houses.ONE_NETWORK));
        assertThat(refusal.reason()).isEqualTo(Reason.SUBNET_MISFIT);
        return String.valueOf(refusal.getMessage());
    }

    private static AttachedTunnel byNat(String subnet) {
        return Houses.hop(subnet, Houses.tunnel(1, "EC2", "192.168.100.10:80"));
    }

    private static AttachedTunnel byProxyArp(String subnet) {
        return Houses.hop(subnet, Houses.inLan(TunMode.ETHERNET, 3, "EC2", "192.168.100.10:80"));
    }
}
