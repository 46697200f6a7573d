package io.genkan.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.access.Discovery;
import io.genkan.net.Mtu;
import io.genkan.tun.TunMode;
import io.genkan.tunnel.AttachmentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The packet filter as text that people review, under `src/test/resources/router`, and what the real `nft` makes of
/// it.
///
/// After an intended change write the files anew with `mvn … -Dtest=NatRulesTest -Dgenkan.golden=write` and read the
/// difference. The real `nft` runs in a network namespace of its own that ends with it, so these tests need root; they
/// fail without.
class NatRulesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/router");

    private static final House ONE_TUNNEL =
            house("one-tunnel", Houses.ONE_NETWORK, Houses.tunnel(1, "Tomodati", "192.168.100.10:80"));
    private static final House THREE_TUNNELS = house(
            "three-tunnels",
            Houses.ONE_NETWORK,
            Houses.tunnel(1, "Tomodati", "192.168.100.10:80", "192.168.100.10:8000-8080/tcp"),
            Houses.tunnel(7, "友達", "192.168.100.0/24:53/udp", "192.168.100.48/29"),
            Houses.tunnel(9999, "Jean-Luc", "192.168.100.20", "192.168.100.21:60000-61000/udp"));

    /// A home and who is inside, named as its golden file.
    record House(String name, RouterConfig config) {
        /// The tables as they are loaded, one after the other.
        String text() {
            return config.tables().stream().map(Ruleset::toString).collect(Collectors.joining("\n"));
        }

        String script() {
            return config.tables().stream().map(Ruleset::script).collect(Collectors.joining());
        }

        /// The first one: that for NAT and proxy ARP, where there is somebody for it.
        Ruleset nat() {
            return config.tables().getFirst();
        }

        /// The guards hang on devices, which must be there.
        String devices() {
            return config.links().stream()
                    .map(link -> "ip tuntap add dev " + link.device() + " mode " + (link.ethernet() ? "tap" : "tun")
                            + " && ")
                    .collect(Collectors.joining());
        }

        Path golden() {
            return GOLDEN.resolve(name + ".nft");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<House> houses() {
        return Stream.of(
                ONE_TUNNEL,
                THREE_TUNNELS,
                house("empty-policy", Houses.ONE_NETWORK, Houses.tunnel(1, "Newcomer")),
                house("forwarded-before", Houses.FORWARDED_BEFORE, Houses.tunnel(1, "Tomodati", "192.168.100.10:80")),
                house(
                        "two-networks",
                        Houses.TWO_NETWORKS,
                        Houses.tunnel(1, "Tomodati", "192.168.100.10:80", "10.9.0.0/22:443")),
                house(
                        "policy-wider-than-the-lan",
                        Houses.ONE_NETWORK,
                        Houses.tunnel(0, "Trusted", "0.0.0.0/0", "0.0.0.0/0:1-65535/udp")),
                house("tap", Houses.ONE_NETWORK, Houses.tap(1, "Tomodati", "192.168.100.10:80")),
                house(
                        "rates",
                        Houses.ONE_NETWORK,
                        Houses.limited("20M", Houses.tunnel(1, "Tomodati", "192.168.100.10:80")),
                        Houses.limited("20M", Houses.tap(2, "Tomodati", "192.168.100.10:80")),
                        Houses.limited("8k", Houses.tunnel(3, "Jiro", "192.168.100.11")),
                        Houses.tunnel(4, "Hanako", "192.168.100.11")),
                house(
                        "reverse",
                        Houses.ONE_NETWORK,
                        Houses.called(
                                Houses.tunnel(1, "Tomodati", "192.168.100.10:80"),
                                List.of("192.168.100.10:22", "192.168.100.0/24:53/udp"),
                                "8022:22",
                                "5353:53/udp"),
                        Houses.called(
                                Houses.inLan(TunMode.ETHERNET, 2, "Jiro", "192.168.100.11"), List.of("192.168.100.11")),
                        Houses.tunnel(3, "Hanako", "192.168.100.11")),
                house(
                        "hops",
                        Houses.ONE_NETWORK,
                        Houses.called(
                                Houses.hop("192.168.3.0/24", Houses.tunnel(1, "EC2", "192.168.100.10:80")),
                                List.of("192.168.100.11")),
                        Houses.hop("192.168.5.0/29", Houses.tap(2, "Another hop", "192.168.100.11")),
                        Houses.hop(
                                "192.168.100.48/29",
                                Houses.inLan(TunMode.ETHERNET, 4, "A hop in the LAN", "192.168.100.10")),
                        Houses.tunnel(3, "Tomodati", "192.168.100.11")),
                house(
                        "mapped",
                        Houses.TWO_NETWORKS,
                        Houses.mapped(
                                "192.168.100.0/24=10.201.7.0/24",
                                Houses.tunnel(1, "Tomodati", "192.168.100.10:80", "10.9.0.0/22:443")),
                        Houses.mapped(
                                "192.168.100.0/24=10.201.7.0/24",
                                Houses.called(Houses.tap(2, "Jiro", "0.0.0.0/0:53/udp"), List.of("192.168.100.11:22"))),
                        Houses.tunnel(3, "Hanako", "192.168.100.11")),
                house(
                        "discovery",
                        Houses.ONE_NETWORK,
                        Houses.asking(
                                Discovery.BOTH,
                                Houses.inLan(TunMode.POINT_TO_POINT, 1, "Tomodati", "192.168.100.10:80")),
                        Houses.asking(Discovery.MDNS, Houses.tap(2, "Jiro", "192.168.100.11")),
                        Houses.asking(Discovery.SSDP, Houses.tunnel(3, "Hanako", "192.168.100.11")),
                        Houses.asking(Discovery.MDNS, Houses.inLan(TunMode.ETHERNET, 4, "Saburo", "192.168.100.10"))),
                house(
                        "bridged-discovery",
                        Houses.IN_A_BRIDGE,
                        Houses.asking(Discovery.BOTH, Houses.bridged(1, "Tomodati", "192.168.100.10:80"))),
                house(
                        "tun-proxy-arp",
                        Houses.ONE_NETWORK,
                        Houses.inLan(TunMode.POINT_TO_POINT, 1, "Tomodati", "192.168.100.10:80"),
                        Houses.tunnel(2, "Jiro", "192.168.100.11")),
                house(
                        "tap-proxy-arp",
                        Houses.ONE_NETWORK,
                        Houses.inLan(TunMode.ETHERNET, 1, "Tomodati", "192.168.100.10:80")),
                house(
                        "tap-bridged",
                        Houses.IN_A_BRIDGE,
                        Houses.bridged(1, "Tomodati", "192.168.100.10:80", "192.168.100.11")),
                house(
                        "bridged-with-a-rate",
                        Houses.IN_A_BRIDGE,
                        Houses.limited("20M", Houses.bridged(1, "Tomodati", "192.168.100.10:80"))),
                house(
                        "bridged-reverse",
                        Houses.IN_A_BRIDGE,
                        Houses.called(
                                Houses.bridged(1, "Tomodati", "192.168.100.10:80"),
                                List.of("192.168.100.11:8000", "192.168.100.0/24:53/udp")),
                        Houses.called(Houses.bridged(2, "Jiro", "192.168.100.10"), List.of("192.168.100.11"))),
                house("bridged-newcomer", Houses.IN_A_BRIDGE, Houses.bridged(1, "Newcomer")),
                house(
                        "bridged-and-routed",
                        Houses.IN_A_BRIDGE,
                        Houses.bridged(1, "Tomodati", "192.168.100.0/24:53/udp", "192.168.100.10:80"),
                        Houses.tunnel(2, "Jiro", "192.168.100.11")));
    }

    private static House house(String name, Lan lan, AttachedTunnel... tunnels) {
        try {
            return new House(
                    name,
                    new RouterPlanner(Houses.POOL, new Mtu(1500), Houses.TAP_ADDRESSES).plan(List.of(tunnels), lan));
        } catch (AttachmentException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("houses")
    void writesWhatWasReviewed(House house) throws IOException {
        if ("write".equals(System.getProperty("genkan.golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(house.golden(), house.text());
        }
        assertThat(house.golden()).hasContent(house.text());
    }

    @ParameterizedTest
    @MethodSource("houses")
    void writesWhatNftTakes(House house) throws Exception {
        OwnNamespace.run(house.script(), "sh", "-c", house.devices() + "nft -c -f -");
    }

    /// What the gateway compares before it takes a link up.
    @ParameterizedTest
    @MethodSource("houses")
    void readsBackAsItWasLoaded(House house) throws Exception {
        for (Ruleset table : house.config().tables()) {
            assertThat(NftReadBack.shape(loaded(house, house.script(), table.table())))
                    .isEqualTo(table.shape());
        }
    }

    @Test
    void replacesAnOlderTableAsAWhole() throws Exception {
        String older = THREE_TUNNELS.nat().script();
        assertThat(NftReadBack.shape(loaded(older + ONE_TUNNEL.nat().script())))
                .isEqualTo(ONE_TUNNEL.nat().shape());
    }

    @Test
    void noticesARuleThatIsMissing() throws Exception {
        Ruleset whole = ONE_TUNNEL.nat();
        String script = whole.script().replaceFirst("(?m)^.*not in the policy.*\n", "");
        assertThat(script).isNotEqualTo(whole.script());
        assertThat(NftReadBack.shape(loaded(script))).isNotEqualTo(whole.shape());
    }

    @Test
    void noticesAnElementThatWasAdded() throws Exception {
        Ruleset whole = ONE_TUNNEL.nat();
        String added = whole.script() + "add element inet genkan friends { 10.186.0.99 }\n";
        assertThat(NftReadBack.shape(loaded(added))).isNotEqualTo(whole.shape());
    }

    @Test
    void removesTheTableWhetherItIsThereOrNot() throws Exception {
        OwnNamespace.run(Ruleset.removal(NatRules.TABLE), "nft", "-f", "-");
        String gone = OwnNamespace.run(
                ONE_TUNNEL.nat().script() + Ruleset.removal(NatRules.TABLE),
                "sh",
                "-c",
                "nft -f - && nft list ruleset");
        assertThat(gone).isEmpty();
    }

    @Test
    void noticesARuleThatWasReplaced() throws Exception {
        String script = ONE_TUNNEL.nat().script();
        String content = NftReadBack.content(loaded(script));
        assertThat(NftReadBack.content(loaded(script))).as("loaded alike").isEqualTo(content);
        assertThat(NftReadBack.content(loaded(script.replace("dport 80 accept", "dport 81 accept"))))
                .isNotEqualTo(content);
    }

    @Test
    void noticesARateThatWasChanged() throws Exception {
        House house = house(
                "rate", Houses.ONE_NETWORK, Houses.limited("20M", Houses.tunnel(1, "Tomodati", "192.168.100.10")));
        String script = house.nat().script();
        assertThat(NftReadBack.shape(loaded(script))).isEqualTo(house.nat().shape());
        String faster = script.replaceFirst("over 2500000", "over 2500001");
        assertThat(faster).isNotEqualTo(script);
        assertThat(NftReadBack.shape(loaded(faster))).isNotEqualTo(house.nat().shape());
    }

    /// Every rule that stops something counts, and says what it stops; of two that say the same the sum is told.
    @ParameterizedTest
    @MethodSource("houses")
    void tellsWhatEachTableHasCounted(House house) throws Exception {
        Map<TableName, Map<String, Long>> counted = new HashMap<>();
        for (Ruleset table : house.config().tables()) {
            String script = house.script().replace(" counter ", " counter packets 2 bytes 168 ");
            counted.putAll(NftReadBack.counted(loaded(house, script, table.table())));
        }
        boolean routed = house.nat().table().equals(NatRules.TABLE);
        assertThat(counted.get(house.nat().table()))
                .containsEntry("forged source", 2L)
                .containsEntry("not an answer", routed ? 4L : 2L);
        assertThat(counted)
                .hasSize(house.config().tables().size())
                .allSatisfy((_, reasons) -> assertThat(reasons).containsKey("not in the policy"));
    }

    private static String loaded(String script) throws Exception {
        return loaded(ONE_TUNNEL, script, NatRules.TABLE);
    }

    private static String loaded(House house, String script, TableName table) throws Exception {
        return OwnNamespace.run(script, "sh", "-c", house.devices() + "nft -f - && nft -j list table " + table);
    }

    /// A network namespace that lasts for one command.
    static final class OwnNamespace {
        private OwnNamespace() {}

        /// Runs a command and returns what it printed.
        static String run(String stdin, String... command) throws IOException, InterruptedException {
            List<String> whole = new ArrayList<>(List.of("unshare", "--net"));
            whole.addAll(List.of(command));
            ProcessBuilder builder = new ProcessBuilder(whole);
            builder.environment().merge("PATH", "/usr/sbin:/sbin", (path, more) -> path + ":" + more);
            Path printed = Files.createTempFile("genkan-nft", ".out");
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
            try (var pipe = process.getOutputStream()) {
                pipe.write(stdin.getBytes(StandardCharsets.UTF_8));
            }
            int exitCode = process.waitFor();
            String text = Files.readString(printed);
            Files.delete(printed);
            assertThat(exitCode)
                    .as(
                            "exit code of %s, which needs root and nft, as user %s: %s",
                            whole, System.getProperty("user.name"), text)
                    .isZero();
            return text;
        }
    }
}
