package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.lab.Lab.Admitted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Hosts of the LAN begin to talk to friends: the NAS may, the TV may not, and nobody may where nothing is said.
class ReverseIT {
    private static final String FRIENDS_PORT = "8000";

    private static Lab lab;
    private static Admitted nat;
    private static Admitted inLan;
    private final List<WebPage> servers = new ArrayList<>();

    @BeforeAll
    static void raise() {
        lab = Lab.raiseWithoutGateway();
        lab.startGateway("genkan:\n  lan:\n    friends: 192.168.100.48/29\n");
        nat = lab.admit("nat", "friend", "--allow", Lab.TV, "--reverse", Lab.NAS + ":8000", "--map", "9000:8000");
        inLan = lab.admit(
                "inlan", "friend2", "--allow", Lab.TV, "--attachment", "proxy-arp", "--reverse", Lab.NAS + ":8000");
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @AfterEach
    void hangUp() {
        servers.forEach(WebPage::close);
        lab.hangsUp("friend");
        lab.hangsUp("friend2");
    }

    @Test
    void reachesAFriendBehindNatByAPortAndByARoute() throws IOException {
        lab.dials("friend", nat);
        serves("friend", FRIENDS_PORT);
        serves("friend", "8001");
        String page = "http://" + Lab.GATEWAY + ":9000/";
        String own = "http://" + nat.friendAddress();
        for (String host : List.of("nas", "tv")) {
            lab.on(host, "ip", "route", "add", nat.friendAddress(), "via", Lab.GATEWAY)
                    .orFail();
        }

        assertThat(lab.fetches("nas", page)).as("by the port").isTrue();
        assertThat(lab.fetches("nas", own + ":8000/")).as("by the route").isTrue();
        assertThat(lab.fetches("nas", own + ":8001/")).as("another port of his").isFalse();
        assertThat(lab.pings("nas", nat.friendAddress())).as("ping").isFalse();
        assertThat(lab.fetches("tv", page)).as("the TV by the port").isFalse();
        assertThat(lab.fetches("tv", own + ":8000/")).as("the TV by the route").isFalse();
        assertThat(lab.pings("friend", Lab.TV)).as("his own way to the TV").isTrue();
        assertThat(lab.fetches("friend", "http://" + Lab.NAS + "/"))
                .as("his own way to the NAS, which may only call him")
                .isFalse();
        assertThat(lab.on(
                                "friend",
                                "curl",
                                "-s",
                                "--interface",
                                nat.friendAddress(),
                                "--local-port",
                                "8000",
                                "--max-time",
                                "1",
                                "http://" + Lab.NAS + "/")
                        .ok())
                .as("from the port that may be called")
                .isFalse();

        lab.genkan("friend", "set", "nat", "--reverse", "nobody").orFail();
        lab.hangsUp("friend");
        lab.dials("friend", nat);
        assertThat(lab.fetches("nas", page)).as("once nobody may call").isFalse();
        assertThat(lab.fetches("nas", own + ":8000/")).isFalse();
    }

    @Test
    void reachesAFriendWhoHasAnAddressOfTheLan() throws IOException {
        lab.dials("friend2", inLan);
        serves("friend2", FRIENDS_PORT);
        String page = "http://" + inLan.friendAddress() + ":8000/";
        assertThat(lab.fetches("nas", page)).isTrue();
        assertThat(lab.fetches("tv", page)).as("the TV").isFalse();
        assertThat(lab.pings("nas", inLan.friendAddress())).as("ping").isFalse();
        assertThat(lab.fetches("router", page)).as("the router").isFalse();
        assertThat(lab.fetches("gateway", page)).as("the gateway itself").isFalse();
    }

    private void serves(String host, String port) throws IOException {
        servers.add(WebPage.serve(lab, host, port));
    }
}
