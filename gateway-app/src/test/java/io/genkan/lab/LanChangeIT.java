package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The home network, and the packet filters of others there, change while friends are inside.
class LanChangeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static Lab lab;
    private static Admitted nat;
    private static Admitted inLan;

    @BeforeAll
    static void raise() {
        lab = Lab.raiseWithoutGateway();
        lab.startGateway("genkan:\n  lan:\n    friends: 192.168.100.48/29\n");
        nat = lab.admit("nat", "friend", "--allow", Lab.NAS);
        inLan = lab.admit("inlan", "friend2", "--allow", Lab.NAS, "--attachment", "proxy-arp");
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @Test
    void followsTheNetworkAndTellsOfForeignRules() {
        assertThat(lab.genkan("lan").orFail())
                .contains("on eth0 (Ethernet)", "192.168.100.2/24, for ever (static)", "The router is 192.168.100.1")
                .contains("addresses of 192.168.100.48/29");
        lab.dials("friend", nat);
        assertThat(lab.pings("friend", Lab.NAS)).isTrue();

        lab.onWithInput("gateway", """
                        table ip filter {
                            chain DOCKER-USER {
                                counter return
                            }
                            chain FORWARD {
                                type filter hook forward priority 0; policy drop;
                                counter jump DOCKER-USER
                            }
                        }
                        """, "nft", "-f", "-").orFail();
        assertThat(lab.pings("friend", Lab.NAS)).isFalse();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(lab.genkan("status").orFail())
                        .contains("ip filter FORWARD", "iptables -I DOCKER-USER -i tun+ -j ACCEPT"));
        lab.onWithInput("gateway", """
                        insert rule ip filter DOCKER-USER iifname "tun*" accept
                        insert rule ip filter DOCKER-USER oifname "tun*" accept
                        """, "nft", "-f", "-").orFail();
        assertThat(lab.pings("friend", Lab.NAS)).as("once it is mended").isTrue();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(lab.genkan("status").orFail()).doesNotContain("DOCKER-USER"));
        lab.on("gateway", "nft", "delete", "table", "ip", "filter").orFail();

        try (StockClient client =
                StockClient.start(lab, "friend2", lab.privateKeyOf("friend2"), "-N", "-w", "0:" + inLan.unit())) {
            client.awaitTunnel();
            // The same address in a smaller network, in which the NAS still is and the friend's address is not.
            lab.on("gateway", "ip", "address", "add", Lab.GATEWAY + "/28", "dev", "eth0")
                    .orFail();
            lab.on("gateway", "ip", "address", "del", Lab.GATEWAY + "/24", "dev", "eth0")
                    .orFail();
            assertThat(client.awaitEnd()).isNotZero();
            assertThat(client.said()).contains("The home network has changed");
        }
        assertThat(lab.on("gateway", "nft", "list", "table", "inet", "genkan").orFail())
                .contains("192.168.100.0/28")
                .doesNotContain("192.168.100.0/24");
        assertThat(lab.pings("friend", Lab.NAS)).as("who still fits").isTrue();
        assertThat(lab.status().path("lan").asString()).isEqualTo("192.168.100.0/28 on eth0");
        lab.hangsUp("friend");
    }
}
