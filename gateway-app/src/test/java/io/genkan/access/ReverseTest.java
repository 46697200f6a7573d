package io.genkan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genkan.net.BadInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who of the LAN may reach a friend, in a real file.
class ReverseTest {
    @TempDir
    private Path data;

    private FriendsOnDisk disk;

    @BeforeEach
    void open() {
        disk = FriendsOnDisk.in(data);
        disk.add("taro");
    }

    @AfterEach
    void close() {
        disk.close();
    }

    @Test
    void isNobodyAtFirst() {
        assertThat(existing("taro").policy().reverse()).isEqualTo(Reverse.NOBODY);
    }

    @Test
    void keepsWhoMayCallAndWhichPortsLeadToHim() {
        change("taro", List.of("192.168.100.10:22", "192.168.100.0/24:53/udp"), List.of("8022:22", "5353:53/udp"));
        Reverse kept = existing("taro").policy().reverse();
        assertThat(kept.callers())
                .map(Caller::toString)
                .containsExactly("192.168.100.10:22/tcp", "192.168.100.0/24:53/udp");
        assertThat(kept.maps()).map(PortMap::toString).containsExactly("8022:22/tcp", "5353:53/udp");
        disk.friends().setDisabled(FriendName.parse("taro"), true);
        assertThat(existing("taro").policy().reverse())
                .as("after another change")
                .isEqualTo(kept);
    }

    @Test
    void forgetsThemAtAWord() {
        change("taro", List.of("192.168.100.10"), List.of("8022:22"));
        change("taro", List.of("nobody"), List.of("none"));
        assertThat(existing("taro").policy().reverse()).isEqualTo(Reverse.NOBODY);
    }

    @Test
    void countsAsAChangeOfWhatIsOpen() {
        Friend before = existing("taro");
        change("taro", List.of("192.168.100.10"), List.of());
        assertThat(new FriendChanged(before, existing("taro")).concernsTunnels())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "8022", "8022:", ":22", "0:22", "8022:0", "65536:22", "8022:22/", "8022:22:23", "-1:22"})
    void refusesWhatIsNoPortMap(String text) {
        assertThat(catchThrowableOfType(BadInputException.class, () -> PortMap.parse(text)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22:22", "1023:22", "2222:22", "8443:443"})
    void keepsTheGatewaysOwnPorts(String map) {
        assertThat(problemOf("taro", map)).isEqualTo(AccessProblem.PORT_RESERVED);
    }

    @Test
    void givesAPortToOneFriendAlone() {
        disk.add("jiro");
        change("taro", List.of("192.168.100.10"), List.of("8022:22"));
        assertThat(problemOf("jiro", "8022:80")).isEqualTo(AccessProblem.PORT_MAP_TAKEN);
        change("jiro", List.of(), List.of("8022:80/udp"));
        change("taro", List.of(), List.of("8022:80"));
    }

    private Object problemOf(String name, String map) {
        return catchThrowableOfType(BadInputException.class, () -> change(name, List.of(), List.of(map)))
                .reason();
    }

    private void change(String name, List<String> callers, List<String> maps) {
        disk.friends()
                .change(
                        FriendName.parse(name),
                        new PolicyChange(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(callers),
                                Optional.of(maps),
                                Optional.empty(),
                                Optional.empty()));
    }

    private Friend existing(String name) {
        return disk.friends().named(FriendName.parse(name)).orElseThrow();
    }
}
