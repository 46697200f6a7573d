package io.genkan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostAllowListTest {
    private final HostAllowList ours = new HostAllowList(
            Set.of("localhost", "genkan.local", "pi.home.arpa"),
            Set.of(
                    InetAddress.ofLiteral("127.0.0.1"),
                    InetAddress.ofLiteral("192.168.100.2"),
                    InetAddress.ofLiteral("::1"),
                    InetAddress.ofLiteral("fd00::2")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "genkan.local",
                "GENKAN.local",
                "genkan.local.",
                "pi.home.arpa",
                "127.0.0.1",
                "192.168.100.2",
                "[::1]",
                "[fd00:0:0::2]"
            })
    void letsOurOwnNamesPass(String host) {
        assertThat(ours.allows(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "genkan.local.evil.example",
                "xgenkan.local",
                "192.168.100.3",
                "192.168.100.2.evil.example",
                "[fd00::3]",
                "[]",
                "[genkan.local]"
            })
    void turnsOthersAway(String host) {
        assertThat(ours.allows(host)).isFalse();
    }

    @Test
    void looksUpNoNames() {
        assertThat(new HostAllowList(Set.of(), Set.of(InetAddress.getLoopbackAddress())).allows("localhost"))
                .isFalse();
    }
}
