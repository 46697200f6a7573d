package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The post's own way through the hop, without the hop's translation of addresses: who is behind it comes in with
/// his own.
class HopSubnetIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SUBNET = "192.168.3.0/24";
    private static final String NAS_PAGE = "http://" + Lab.NAS + "/";

    private static Lab lab;
    private static Admitted hop;

    @BeforeAll
    static void raise() {
        lab = Lab.raise();
        hop = lab.admit("ec2", "hop", "--allow", Lab.NAS, "--subnet", SUBNET);
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @Test
    void letsInWhatLiesBehindTheHopAndNobodyElse() {
        lab.post("friend-dials");
        lab.post("hop-dials", hop.file().toString());
        lab.on("hop", "nft", "flush", "chain", "ip", "post", "outgoing").orFail();
        lab.on("hop", "ip", "address", "add", "192.168.4.1/32", "dev", "lo").orFail();

        assertThat(lab.fetches("friend", NAS_PAGE)).isTrue();
        assertThat(lab.fetches("friend", "http://" + Lab.TV + "/")).as("the TV").isFalse();
        assertThat(lab.pings("hop", Lab.NAS)).as("the hop itself").isTrue();
        assertThat(lab.pings("hop", Lab.NAS, "-I", "192.168.4.1"))
                .as("an address that is not behind it")
                .isFalse();
        assertThat(lab.on("gateway", "ip", "route").orFail()).contains(SUBNET + " via " + hop.friendAddress());

        lab.post("hop-hangs-up");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(lab.on("gateway", "ip", "route").orFail()).doesNotContain("192.168.3."));

        lab.on("gateway", "ip", "route", "add", "192.168.3.128/25", "via", Lab.ROUTER)
                .orFail();
        try (StockClient refused =
                StockClient.start(lab, "hop", lab.privateKeyOf("hop"), "-N", "-w", "2:" + hop.unit())) {
            assertThat(refused.awaitEnd()).isNotZero();
            assertThat(refused.said()).contains("shares addresses with one that the gateway reaches otherwise");
        }
        assertThat(lab.genkan("status").orFail()).contains(SUBNET, "192.168.3.128/25");
    }
}
