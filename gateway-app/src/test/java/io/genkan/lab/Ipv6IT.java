package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// No tunnel carries IPv6, in a home that has it and on a gateway that forwards it for others. Counters at both
/// ends, before anything else there sees a packet.
class Ipv6IT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NAS = "fd77::10";
    private static final String GATEWAY = "fd77::2";
    private static final String FRIEND = "fd77:1::2";
    private static final int PINGS = 10;

    private static Lab lab;

    @BeforeAll
    static void raise() {
        lab = Lab.raiseWithoutGateway();
        lab.on("gateway", "sysctl", "-q", "-w", "net.ipv6.conf.all.forwarding=1")
                .orFail();
        lab.on("gateway", "ip", "address", "add", GATEWAY + "/64", "dev", "eth0", "nodad")
                .orFail();
        lab.on("nas", "ip", "address", "add", NAS + "/64", "dev", "eth0", "nodad")
                .orFail();
        lab.on("nas", "ip", "-6", "route", "add", "fd77:1::/64", "via", GATEWAY).orFail();
        lab.startGateway("genkan:\n  lan:\n    friends: 192.168.100.48/29\n");
        lab.admit("nat", "friend", "--allow", "0.0.0.0/0", "--unit", "1");
        lab.admit("inlan", "friend2", "--allow", Lab.NAS, "--attachment", "proxy-arp", "--unit", "2");
        count("nas", "ip6 saddr fd77:1::/64");
        count("friend", "ip6 saddr fd77::/64");
        count("friend2", "ip6 saddr fd77::/64");
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    private static void count(String host, String packets) {
        lab.onWithInput(host, """
                        table ip6 arrivals {
                            chain arrivals {
                                type filter hook prerouting priority -500;
                                %s counter
                            }
                        }
                        """.formatted(packets), "nft", "-f", "-").orFail();
    }

    @ParameterizedTest
    @CsvSource({
        "friend, point-to-point, tun",
        "friend, ethernet, tap",
        "friend2, point-to-point, tun",
        "friend2, ethernet, tap"
    })
    void passesNeitherWay(String host, String layer, String kind) {
        assertThat(lab.pings("gateway", NAS)).as("the home has IPv6").isTrue();
        int unit = host.equals("friend") ? 1 : 2;
        String device = kind + "3";
        String own = kind + unit;
        try (StockClient client = StockClient.start(
                lab, host, lab.privateKeyOf(host), "-N", "-o", "Tunnel=" + layer, "-w", "3:" + unit)) {
            client.awaitTunnel();
            lab.on(host, "ip", "link", "set", device, "up").orFail();
            lab.on(host, "ip", "address", "add", FRIEND + "/64", "dev", device, "nodad")
                    .orFail();
            routes(host, device, own);
            long before = packetsFromFriend();

            for (String to : List.of(NAS, GATEWAY)) {
                assertThat(sends(host, to).ok()).as(to).isFalse();
            }
            // He hears himself answer.
            sends(host, "ff02::1%" + device);
            assertThat(lab.pings("nas", FRIEND)).as("the LAN to the friend").isFalse();

            assertThat(lab.on("gateway", "ip", "-6", "address", "show", "dev", own)
                            .orFail())
                    .isBlank();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(packetsFromFriend() - before)
                            .as("what he sent came to the gateway")
                            .isGreaterThanOrEqualTo(3L * PINGS));
            assertThat(arrivals("nas")).as("at the NAS").isZero();
            assertThat(arrivals(host)).as("at the friend").isZero();
        }
        await().atMost(PATIENCE)
                .until(() -> !lab.on("gateway", "ip", "link", "show", own).ok());
    }

    /// On a tap he sends to the hardware address of the gateway's end, which nobody told him by IPv6.
    private static void routes(String host, String device, String own) {
        if (device.startsWith("tun")) {
            lab.on(host, "ip", "-6", "route", "add", "fd77::/64", "dev", device).orFail();
            return;
        }
        String address = lab.on("gateway", "cat", "/sys/class/net/" + own + "/address")
                .orFail()
                .strip();
        lab.on(host, "ip", "-6", "neigh", "replace", "fe80::1", "lladdr", address, "dev", device)
                .orFail();
        lab.on(host, "ip", "-6", "route", "add", "fd77::/64", "via", "fe80::1", "dev", device)
                .orFail();
    }

    private static Run sends(String host, String to) {
        return lab.on(host, "ping", "-6", "-c", "" + PINGS, "-i", "0.05", "-W", "1", "-I", FRIEND, to);
    }

    private static long packetsFromFriend() {
        return lab.status().path("tunnels").get(0).path("packetsFromFriend").asLong();
    }

    private static int arrivals(String host) {
        String table = lab.on(host, "nft", "list", "table", "ip6", "arrivals").orFail();
        return Integer.parseInt(table.replaceAll("(?s).*packets (\\d+) .*", "$1"));
    }
}
