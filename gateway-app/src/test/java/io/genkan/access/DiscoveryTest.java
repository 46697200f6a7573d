package io.genkan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genkan.net.BadInputException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How a friend may ask what is there, in a real file.
class DiscoveryTest {
    private static final FriendName TARO = FriendName.parse("taro");

    @TempDir
    private Path data;

    @ParameterizedTest
    @EnumSource
    void readsWhatItPrints(Discovery discovery) {
        assertThat(Discovery.parse(" " + discovery.name() + " ")).isEqualTo(discovery);
        assertThat(Discovery.parse(discovery.toString())).isEqualTo(discovery);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "all", "mdns,ssdp", "yes"})
    void refusesAnythingElse(String text) {
        BadInputException refusal = catchThrowableOfType(BadInputException.class, () -> Discovery.parse(text));
        assertThat(refusal.reason()).isEqualTo(AccessProblem.NOT_A_DISCOVERY);
        assertThat(refusal.facts()).containsExactly(text);
    }

    @Test
    void isOffAtFirstAndKeptUntilItIsChanged() {
        try (FriendsOnDisk disk = FriendsOnDisk.in(data)) {
            disk.add("taro");
            assertThat(discovery(disk)).isEqualTo(Discovery.NONE);
            disk.friends().change(TARO, change("mdns"));
            assertThat(discovery(disk)).isEqualTo(Discovery.MDNS);
            disk.friends().setDisabled(TARO, true);
            assertThat(discovery(disk)).as("after another change").isEqualTo(Discovery.MDNS);
        }
        try (FriendsOnDisk disk = FriendsOnDisk.in(data)) {
            assertThat(discovery(disk)).as("after a restart").isEqualTo(Discovery.MDNS);
            disk.friends().change(TARO, change("none"));
            assertThat(discovery(disk)).isEqualTo(Discovery.NONE);
        }
    }

    private static Discovery discovery(FriendsOnDisk disk) {
        return disk.friends().named(TARO).orElseThrow().policy().terms().discovery();
    }

    private static PolicyChange change(String discovery) {
        return new PolicyChange(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(discovery));
    }
}
