package io.genkan.sshd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.sshd.common.util.buffer.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What can be asked for in a session channel, where the stock client does not show the answer.
class SessionRequestsTest {
    @TempDir
    private Path data;

    private GatewayHere gateway;
    private RawFriend friend;

    @BeforeEach
    void openASession() {
        gateway = GatewayHere.listening(data, PeerLimits.USUAL);
        friend = gateway.dials("tomodati");
        friend.asksForChannel("session", 1, RawFriend.WINDOW);
        await().atMost(Duration.ofSeconds(20)).until(() -> friend.opened.get() == 1);
    }

    @AfterEach
    void stop() {
        friend.close();
        gateway.close();
    }

    @Test
    void takesTheLanguageAndNoOtherVariable() {
        assertThat(friend.isGranted("env", variable("LANG", "ja_JP.UTF-8"))).isTrue();
        assertThat(friend.isGranted("env", variable("PATH", "/tmp"))).isFalse();
        assertThat(friend.isGranted("env", variable("LD_PRELOAD", "/tmp/x.so"))).isFalse();
        assertThat(friend.isGranted("env", variable("LC_ALL", "C"))).isFalse();
    }

    @Test
    void forwardsNeitherAgentNorScreen() {
        assertThat(friend.isGranted("auth-agent-req@openssh.com", _ -> {})).isFalse();
        assertThat(friend.isGranted("x11-req", request -> {
                    request.putBoolean(false);
                    request.putString("MIT-MAGIC-COOKIE-1");
                    request.putString("00112233445566778899aabbccddeeff");
                    request.putUInt(0);
                }))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sftp", "netconf", ""})
    void hasNoSubsystem(String name) {
        assertThat(friend.isGranted("subsystem", request -> request.putString(name)))
                .isFalse();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(friend.isGranted("tun@openssh.com", _ -> {})).isFalse();
        assertThat(friend.isConnected()).isTrue();
    }

    private static Consumer<Buffer> variable(String name, String value) {
        return request -> {
            request.putString(name);
            request.putString(value);
        };
    }
}
