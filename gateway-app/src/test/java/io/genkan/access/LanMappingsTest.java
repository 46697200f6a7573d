package io.genkan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genkan.net.BadInputException;
import io.genkan.net.IpPrefix;
import io.genkan.net.PrefixMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The LAN, 192.168.100.0/24, under other addresses, for friends in a real file.
class LanMappingsTest {
    private static final FriendName TARO = FriendName.parse("taro");

    @TempDir
    private Path data;

    private FriendsOnDisk disk;

    @BeforeEach
    void open() {
        disk = FriendsOnDisk.in(data);
        disk.add("taro", "192.168.100.10:80", "192.168.200.1", "192.168.0.0/16:53/udp");
    }

    @AfterEach
    void close() {
        disk.close();
    }

    @Test
    void appearsAsItIsAtFirst() {
        assertThat(taro().mapping()).isEmpty();
        assertThat(taro().seenDestinations()).isEqualTo(taro().policy().destinations());
    }

    @Test
    void appearsUnderTheBlockThatIsNamed() {
        change("10.201.7.0/24");
        assertThat(taro().mapping()).contains(PrefixMapping.parse("192.168.100.0/24=10.201.7.0/24"));
        assertThat(taro().seenDestinations())
                .map(Destination::toString)
                .containsExactly("10.201.7.10:80/tcp", "10.201.7.0/24:53/udp");
        change("none");
        assertThat(taro().mapping()).isEmpty();
    }

    @Test
    void choosesAFreeBlockAndStaysWithIt() {
        change("auto");
        PrefixMapping chosen = taro().mapping().orElseThrow();
        assertThat(chosen.real()).isEqualTo(IpPrefix.parse("192.168.100.0/24"));
        assertThat(IpPrefix.parse("10.128.0.0/9").contains(chosen.shown())).isTrue();
        assertThat(IpPrefix.parse("10.186.0.0/16").overlaps(chosen.shown())).isFalse();
        change("auto");
        assertThat(taro().mapping()).contains(chosen);
    }

    @Test
    void canBeGivenFromTheStart() {
        Friend jiro = disk.friends()
                .add(new NewFriend(
                        "jiro",
                        "key-of-jiro",
                        List.of("192.168.100.10"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("10.201.7.0/24")));
        assertThat(disk.friends().named(jiro.name()).orElseThrow().mapping())
                .contains(PrefixMapping.parse("192.168.100.0/24=10.201.7.0/24"));
    }

    /// His computer is set up for it, and it may be changed together with something else while the cable is out.
    @Test
    void staysAsItIsWhileThereIsNoHomeNetwork() {
        change("10.201.7.0/24");
        disk.moveHome();
        change("10.201.7.0/24");
        change("auto");
        assertThat(taro().mapping()).hasToString("Optional[192.168.100.0/24=10.201.7.0/24]");
        assertThat(problemOf("10.201.8.0/24")).isEqualTo(AccessProblem.NO_HOME_NETWORK);
    }

    @Test
    void standsForTheHomeNetworkThatThereIsNow() {
        change("10.201.7.0/24");
        disk.moveHome("192.168.1.0/24");
        change("10.201.7.0/24");
        assertThat(taro().mapping()).hasToString("Optional[192.168.1.0/24=10.201.7.0/24]");
    }

    @Test
    void countsAsAChangeOfWhatIsOpen() {
        Friend before = taro();
        change("10.201.7.0/24");
        assertThat(new FriendChanged(before, taro()).concernsTunnels()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense, NOT_AN_ADDRESS",
        "10.201.7.1/24, HOST_BITS_SET",
        "10.201.7.0/25, MAPPING_OF_OTHER_LENGTH",
        "192.168.100.0/24, MAPPING_OVERLAPS",
        "10.186.3.0/24, MAPPING_OVERLAPS",
        "203.0.113.0/24, MAPPED_NOT_PRIVATE",
        "fd00::/24, MAPPED_NOT_PRIVATE",
    })
    void refusesWhatCannotStandForTheHomeNetwork(String mapped, String reason) {
        assertThat(problemOf(mapped).name()).isEqualTo(reason);
        assertThat(taro().mapping()).isEmpty();
    }

    @Test
    void goesByNatAlone() {
        change("10.201.7.0/24");
        for (String attachment : List.of("proxy-arp", "bridged")) {
            FriendChange change = new FriendChange(PolicyChange.NONE, Optional.of(attachment));
            assertThat(catchThrowableOfType(
                                    BadInputException.class,
                                    () -> disk.friends().change(TARO, change))
                            .reason())
                    .isEqualTo(AccessProblem.MAPPED_NEEDS_NAT);
        }
        assertThat(taro().attachment()).isEmpty();
    }

    @Test
    void findsTheOnlyBlockThatIsFree() {
        List<IpPrefix> taken = List.of(
                IpPrefix.parse("10.128.0.0/10"), IpPrefix.parse("10.224.0.0/11"), IpPrefix.parse("10.192.0.0/12"));
        for (int seed = 0; seed < 20; seed++) {
            assertThat(FreePrefix.ofLength(12, taken, new Random(seed))).contains(IpPrefix.parse("10.208.0.0/12"));
        }
        assertThat(FreePrefix.ofLength(11, taken, new Random(1))).isEmpty();
        assertThat(FreePrefix.ofLength(8, List.of(), new Random(1))).isEmpty();
    }

    private Enum<?> problemOf(String mapped) {
        return catchThrowableOfType(BadInputException.class, () -> change(mapped))
                .reason();
    }

    private void change(String mapped) {
        disk.friends().change(TARO, new FriendChange(PolicyChange.NONE, Optional.empty(), Optional.of(mapped)));
    }

    private Friend taro() {
        return disk.friends().named(TARO).orElseThrow();
    }
}
