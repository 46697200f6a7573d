package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Friends ask what is there: they find the page of the NAS, which they may reach, and not that of the TV.
class DiscoveryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Lab lab;
    private static Admitted tun;
    private static Admitted tap;
    private static final List<Process> devices = new ArrayList<>();

    @BeforeAll
    static void raise() throws IOException {
        lab = Lab.raiseWithoutGateway();
        startDevices(lab, devices);
        lab.startGateway("genkan:\n  lan:\n    friends: 192.168.100.48/29\n");
        tun = admit("tun", "friend");
        tap = admit("tap", "friend2");
        awaitDevices(lab);
    }

    private static Admitted admit(String name, String host) {
        return lab.admit(name, host, "--allow", Lab.NAS + ":80", "--attachment", "proxy-arp", "--discovery", "both");
    }

    /// One that answers just what it is asked, and one that says all it knows.
    static void startDevices(Lab lab, List<Process> devices) throws IOException {
        devices.add(
                lab.start("nas", lineOf(lab, "nas"), TestProgram.command(LanDevice.class, "nas", Lab.NAS, "terse")));
        devices.add(lab.start("tv", lineOf(lab, "tv"), TestProgram.command(LanDevice.class, "tv", Lab.TV, "full")));
    }

    static void awaitDevices(Lab lab) {
        for (String device : List.of("nas", "tv")) {
            await().atMost(PATIENCE).until(() -> heardBy(lab, device).contains("ready"));
        }
    }

    private static Path lineOf(Lab lab, String device) {
        return lab.state().resolve(device).resolve("device.log");
    }

    private static List<String> heardBy(Lab lab, String device) throws IOException {
        return Files.readAllLines(lineOf(lab, device));
    }

    @AfterAll
    static void remove() {
        devices.forEach(Process::destroy);
        lab.close();
    }

    @Test
    void findsThePageOfTheNasAloneForAsLongAsTheOwnerAllowsIt() throws IOException {
        lab.dials("friend", tun);
        assertFindsTheNasAlone(lab, "friend", "tun0");
        for (String device : List.of("nas", "tv")) {
            assertThat(heardBy(lab, device))
                    .as("who asked the %s", device)
                    .anyMatch(line -> line.startsWith("mdns "))
                    .anyMatch(line -> line.startsWith("ssdp "))
                    .filteredOn(line -> !line.equals("ready"))
                    .allMatch(line -> line.contains("/" + Lab.GATEWAY + ":") && !line.contains(":5353 "));
        }
        assertThat(lab.status().path("discovery").path("answers").asLong()).isPositive();
        assertThat(lab.status().path("discovery").path("heldBack").asLong()).isPositive();

        lab.genkan("friend", "set", "tun", "--discovery", "mdns").orFail();
        assertThat(found(lab, "friend", "tun0")).contains("group").noneMatch(line -> line.startsWith("ssdp"));
        lab.genkan("friend", "set", "tun", "--discovery", "none").orFail();
        assertThat(found(lab, "friend", "tun0")).isEmpty();
        assertThat(lab.fetches("friend", "http://" + Lab.NAS + "/"))
                .as("by the same tunnel")
                .isTrue();
    }

    @Test
    void findsItByATapToo() {
        lab.dialsByTap("friend2", tap);
        assertFindsTheNasAlone(lab, "friend2", "tap0");
    }

    /// And hears nothing else on his interface: no question of the LAN's, nothing that he has not asked for.
    static void assertFindsTheNasAlone(Lab lab, String host, String device) {
        String page = "Page of nas._http._tcp.local";
        List<String> found = found(lab, host, device);
        for (String how : List.of("group", "once")) {
            assertThat(found)
                    .contains(
                            how,
                            how + " Pointer[name=_http._tcp.local, target=" + page + "]",
                            how + " Service[name=" + page + ", priority=0, weight=0, port=80, target=nas.local]",
                            how + " Text[name=" + page + ", data=\u0006path=/]",
                            how + " Address[name=nas.local, address=/" + Lab.NAS + "]");
        }
        assertThat(found)
                .contains("ssdp " + Lab.NAS + ":80/nas.xml")
                .allMatch(line -> line.matches("(?s)(group|once|ssdp)( .*)?"))
                .noneMatch(line -> line.contains("tv") || line.contains(Lab.TV));
    }

    private static List<String> found(Lab lab, String host, String device) {
        return lab.on(host, TestProgram.command(Seeker.class, device))
                .orFail()
                .lines()
                .toList();
    }
}
