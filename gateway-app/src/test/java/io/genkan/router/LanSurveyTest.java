package io.genkan.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genkan.linux.CommandRunner;
import io.genkan.router.LanFacts.Address;
import io.genkan.router.LanFacts.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The outputs are those of iproute2 6.1, shortened by fields that nobody reads.
class LanSurveyTest {
    private static final String LENT = "[{},{\"ifindex\":3,\"ifname\":\"eth0\",\"master\":\"br0\",\"addr_info\":["
            + "{\"family\":\"inet\",\"local\":\"192.168.100.2\",\"prefixlen\":24,\"dynamic\":true},"
            + "{\"family\":\"inet6\",\"local\":\"fe80::1\",\"prefixlen\":64}]}]";
    private static final String FOR_EVER =
            "[{\"ifindex\":3,\"ifname\":\"eth0\",\"linkinfo\":{\"info_kind\":\"bridge\"},"
                    + "\"addr_info\":[{\"family\":\"inet\",\"local\":\"192.168.100.2\",\"prefixlen\":24}]}]";
    private static final String ROUTE = "[{\"dst\":\"default\",\"gateway\":\"192.168.100.1\",\"dev\":\"eth0\"}]";

    @TempDir
    private Path root;

    private final FakeKernel kernel = new FakeKernel();

    @Test
    void tellsALentAddressItsRouterAndItsBridge() throws IOException {
        LanFacts facts = facts(LENT, ROUTE);
        assertThat(facts.addresses()).containsExactly(new Address("192.168.100.2/24", true));
        assertThat(facts.router()).contains("192.168.100.1");
        assertThat(facts.bridge()).contains("br0");
        assertThat(facts.kind()).isEqualTo(Kind.ETHERNET);
        assertThat(facts.manager()).isEmpty();
    }

    @Test
    void tellsAStaticAddressOnABridgeWithoutARouter() throws IOException {
        LanFacts facts = facts(FOR_EVER, "");
        assertThat(facts.addresses()).containsExactly(new Address("192.168.100.2/24", false));
        assertThat(facts.router()).isEmpty();
        assertThat(facts.kind()).isEqualTo(Kind.BRIDGE);
    }

    @Test
    void knowsARadioAndWhoKeepsTheInterface() throws IOException {
        Files.createDirectories(root.resolve("sys/class/net/eth0/phy80211"));
        Path networkManager = Files.createDirectories(root.resolve("run/NetworkManager/devices"));
        Files.createFile(networkManager.resolve("3"));
        assertThat(facts(LENT, ROUTE).kind()).isEqualTo(Kind.WIFI);
        assertThat(facts(LENT, ROUTE).manager()).contains("NetworkManager");

        Path links = Files.createDirectories(root.resolve("run/systemd/netif/links"));
        Files.writeString(links.resolve("3"), "ADMIN_STATE=unmanaged\n");
        assertThat(facts(LENT, ROUTE).manager()).as("unmanaged there").contains("NetworkManager");
        Files.writeString(
                links.resolve("3"), "ADMIN_STATE=configured\nNETWORK_FILE=/etc/systemd/network/lan.network\n");
        assertThat(facts(LENT, ROUTE).manager()).contains("systemd-networkd");
    }

    @Test
    void saysThatThereIsNoLan() {
        kernel.loseLan();
        assertThatThrownBy(() -> facts(LENT, ROUTE)).isInstanceOf(NoLanException.class);
    }

    private LanFacts facts(String link, String route) throws IOException {
        CommandRunner commands = new CommandRunner() {
            @Override
            public Output run(List<String> command, String stdin) {
                return new Output(command.contains("route") ? route : link, "");
            }
        };
        return new LanSurvey(commands, kernel, root).look();
    }
}
