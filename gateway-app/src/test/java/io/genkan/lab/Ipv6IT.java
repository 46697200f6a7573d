package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// No tunnel carries IPv6, in a home that has it and on a gateway that forwards it for others. Everything is counted
/// at both ends, before anything else there sees a packet.
class Ipv6IT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NAS = "fd77::10";
    private static final String NAS_LINK = "fe80::10";
    private static final String GATEWAY = "fd77::2";
    private static final String GATEWAY_LINK = "fe80::2";
    private static final String FRIEND = "fd77:1::2";
    private static final String FRIEND_LINK = "fe80::f1";
    private static final String OTHER = "fd77:2::2";
    private static final String OTHER_LINK = "fe80::f2";
    private static final String HIS_DEVICE = "3";
    private static final int PINGS = 5;
    private static final String CANNOT_SEND = "cannot send";

    /// Type, code, no checksum (the kernel makes it), then as RFC 4861, 4.2 to 4.4, has it.
    private static final String ROUTER_ADVERTISEMENT = "\\206\\0\\0\\0\\100\\0\\7\\10\\0\\0\\0\\0\\0\\0\\0\\0";

    private static final String TARGET_NAS = "\\375\\167\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\20";
    private static final String SOLICITATION = "\\207\\0\\0\\0\\0\\0\\0\\0" + TARGET_NAS;
    private static final String ADVERTISEMENT = "\\210\\0\\0\\0\\40\\0\\0\\0" + TARGET_NAS;

    private static final Map<String, Admitted> FRIENDS = new HashMap<>();

    private static Lab lab;
    private static Admitted other;
    private static boolean bridged;

    @BeforeAll
    static void raise() {
        lab = Lab.raiseWithoutGateway();
        lab.on("gateway", "sysctl", "-q", "-w", "net.ipv6.conf.all.forwarding=1")
                .orFail();
        address("gateway", "eth0", GATEWAY, GATEWAY_LINK);
        address("nas", "eth0", NAS, NAS_LINK);
        for (String friends : List.of("fd77:1::/64", "fd77:2::/64")) {
            lab.on("nas", "ip", "-6", "route", "add", friends, "via", GATEWAY).orFail();
        }
        lab.startGateway("genkan:\n  lan:\n    friends: 192.168.100.48/29\n");
        other = lab.admit("other", "friend2", "--allow", Lab.NAS, "--unit", "4");
        otherFriendComes();
        for (String host : List.of("gateway", "nas", "tv", "friend2")) {
            count(host, "arrivals", "prerouting", "ip6 saddr { fd77:1::/64, " + FRIEND_LINK + " }");
        }
        // He hears himself, too.
        for (String host : List.of("friend", "nas")) {
            count(host, "sent", "output", "ip6 hoplimit 255 icmpv6 type nd-router-advert");
        }
        count(
                "friend",
                "arrivals",
                "prerouting",
                "iifname { \"tun3\", \"tap3\" } ip6 saddr != { " + FRIEND + ", " + FRIEND_LINK + " }");
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @ParameterizedTest
    @CsvSource({"nat, tun, 1", "nat, tap, 1", "proxy-arp, tun, 2", "proxy-arp, tap, 2", "bridged, tap, 3"})
    void passesNeitherWay(String attachment, String kind, int unit) {
        if (attachment.equals("bridged")) {
            bridgeTheHome();
        }
        assertThat(lab.pings("gateway", NAS)).as("the home has IPv6").isTrue();
        Admitted friend = admitted(attachment, unit);
        String device = kind + HIS_DEVICE;
        String own = kind + unit;
        String layer = kind.equals("tun") ? "point-to-point" : "ethernet";
        try (StockClient client = StockClient.start(
                lab, "friend", keyOf(attachment), "-N", "-o", "Tunnel=" + layer, "-w", HIS_DEVICE + ":" + unit)) {
            client.awaitTunnel();
            joins(friend, device, own);
            long before = arrivedAt(own);
            sendsEverything(device);
            lanSendsEverything(own);
            assertThat(lab.on("gateway", "ip", "-6", "address", "show", "dev", own)
                            .orFail())
                    .isBlank();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(arrivedAt(own) - before)
                            .as("what he sent came to the gateway's device")
                            .isGreaterThanOrEqualTo(5L * PINGS));
            for (String host : List.of("gateway", "nas", "tv", "friend2", "friend")) {
                assertThat(counted(host, "arrivals")).as("at " + host).contains("counter packets 0 bytes 0");
            }
            for (String host : List.of("friend", "nas")) {
                assertThat(counted(host, "sent"))
                        .as("router advertisements of " + host)
                        .doesNotContain("counter packets 0 bytes 0");
            }
            assertThat(lab.pings("friend", Lab.NAS)).as("he is inside, by IPv4").isTrue();
        }
        await().atMost(PATIENCE)
                .until(() -> !lab.on("gateway", "ip", "link", "show", own).ok());
    }

    private static void otherFriendComes() {
        lab.dials("friend2", other);
        address("friend2", "tun0", OTHER, OTHER_LINK);
    }

    /// One friend for each attachment; the first who comes by it adds him.
    private static Admitted admitted(String attachment, int unit) {
        return FRIENDS.computeIfAbsent(attachment, how -> {
            lab.makeKey("friend", how);
            Path shown = keyOf(how).resolveSibling(how + ".pub");
            return lab.admit(how, shown, "--allow", Lab.NAS, "--attachment", how, "--unit", "" + unit);
        });
    }

    private static Path keyOf(String attachment) {
        return lab.state().resolve("friend").resolve(attachment);
    }

    /// The bridge takes the cable with its addresses of IPv4 alone.
    private static void bridgeTheHome() {
        if (!bridged) {
            lab.bridgeTheGateway();
            lab.on("gateway", "ip", "-6", "address", "flush", "dev", "eth0");
            address("gateway", "br0", GATEWAY, GATEWAY_LINK);
            bridged = true;
            otherFriendComes();
        }
    }

    /// Gives his device addresses of both kinds, and routes; and on a tap neighbours, since nobody tells him any.
    private static void joins(Admitted friend, String device, String own) {
        lab.on("friend", "ip", "link", "set", device, "addrgenmode", "none").orFail();
        address("friend", device, FRIEND, FRIEND_LINK);
        String length = "/" + friend.told().path("prefixLength").asInt();
        lab.on("friend", "ip", "address", "add", friend.friendAddress() + length, "dev", device)
                .orFail();
        lab.on("friend", "ip", "link", "set", device, "up").orFail();
        boolean tap = device.startsWith("tap");
        List<String> route = new ArrayList<>(List.of("ip", "route", "replace", Lab.NAS, "dev", device));
        if (tap && friend.told().path("attachment").asString().equals("nat")) {
            route.addAll(List.of("via", friend.gatewayAddress()));
        }
        lab.on("friend", route.toArray(String[]::new)).orFail();
        await().atMost(PATIENCE).until(() -> lab.pings("friend", Lab.NAS));
        lab.on("friend", "ip", "-6", "route", "add", "fd77::/16", "dev", device).orFail();
        if (tap) {
            String gateway = hardwareAddress("gateway", bridged ? "br0" : own);
            String nas = bridged ? hardwareAddress("nas", "eth0") : gateway;
            neighbour(device, nas, NAS, NAS_LINK);
            neighbour(device, gateway, GATEWAY, GATEWAY_LINK, OTHER, OTHER_LINK);
        }
    }

    /// Echo requests, TCP and UDP to everybody, echo requests to those on the link and to all; and as a router and a
    /// neighbour that he is not. His kernel asks for routers and tells of its groups by itself.
    private static void sendsEverything(String device) {
        List<String> commands = new ArrayList<>();
        for (String to : List.of(NAS, GATEWAY, OTHER)) {
            commands.add(ping(FRIEND, to));
            String by = ",so-bindtodevice=" + device + " 2>/dev/null";
            commands.add("echo hello | socat -u - TCP6:[" + to + "]:80,connect-timeout=0.5" + by);
            commands.add("echo hello | socat -u - UDP6-SENDTO:[" + to + "]:7" + by);
        }
        for (String to : List.of(NAS_LINK, GATEWAY_LINK, OTHER_LINK)) {
            commands.add(ping(device, to + "%" + device));
        }
        // To these he answers himself.
        commands.add(ping(device, "ff02::1%" + device) + " >/dev/null");
        commands.add(ping(device, "ff02::2%" + device) + " >/dev/null");
        commands.addAll(neighbourDiscovery(device));
        assertNobodyAnswers(together("friend", commands));
    }

    private static void lanSendsEverything(String own) {
        List<String> commands = new ArrayList<>(neighbourDiscovery("eth0"));
        commands.add(ping(NAS, FRIEND));
        commands.add(ping("eth0", "ff02::1%eth0") + " >/dev/null");
        assertNobodyAnswers(together("nas", commands));
        assertThat(lab.pings("gateway", FRIEND_LINK + "%" + own))
                .as("the gateway to the friend")
                .isFalse();
        // A new address is a new group, of which the kernel tells the link.
        lab.on("nas", "ip", "address", "add", "fd77::99/64", "dev", "eth0").orFail();
        lab.on("nas", "ip", "address", "del", "fd77::99/64", "dev", "eth0").orFail();
    }

    private static void assertNobodyAnswers(String said) {
        assertThat(said)
                .contains(" 0 received")
                .doesNotContainPattern("[1-9][0-9]* received")
                .doesNotContain(CANNOT_SEND);
    }

    /// Runs commands of a shell at the same time.
    private static String together(String host, List<String> commands) {
        return lab.on(host, "sh", "-c", "{ " + String.join("; } & { ", commands) + "; } & wait")
                .orFail();
    }

    private static String ping(String from, String to) {
        return "ping -6 -q -c " + PINGS + " -i 0.02 -W 0.5 -I " + from + " " + to;
    }

    /// Sends three messages of ICMPv6 to all, with the hop limit without which nobody takes one.
    private static List<String> neighbourDiscovery(String device) {
        return Stream.of(ROUTER_ADVERTISEMENT, SOLICITATION, ADVERTISEMENT)
                .map(message -> "printf '" + message + "' | socat -u - 'IP6-SENDTO:[ff02::1%" + device
                        + "]:58,setsockopt-int=41:18:255' || echo " + CANNOT_SEND)
                .toList();
    }

    private static void address(String host, String device, String... addresses) {
        for (String address : addresses) {
            lab.on(host, "ip", "address", "add", address + "/64", "dev", device, "nodad")
                    .orFail();
        }
    }

    private static void neighbour(String device, String mac, String... addresses) {
        for (String address : addresses) {
            lab.on("friend", "ip", "-6", "neigh", "replace", address, "lladdr", mac, "dev", device)
                    .orFail();
        }
    }

    private static String hardwareAddress(String host, String device) {
        return lab.on(host, "cat", "/sys/class/net/" + device + "/address")
                .orFail()
                .strip();
    }

    private static long arrivedAt(String own) {
        return Long.parseLong(lab.on("gateway", "cat", "/sys/class/net/" + own + "/statistics/rx_packets")
                .orFail()
                .strip());
    }

    private static void count(String host, String table, String hook, String packets) {
        lab.onWithInput(host, """
                        table ip6 %s {
                            chain counted {
                                type filter hook %s priority -500;
                                %s counter
                            }
                        }
                        """.formatted(table, hook, packets), "nft", "-f", "-")
                .orFail();
    }

    private static String counted(String host, String table) {
        return lab.on(host, "nft", "list", "table", "ip6", table).orFail();
    }
}
