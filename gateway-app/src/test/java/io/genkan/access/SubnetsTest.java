package io.genkan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genkan.net.BadInputException;
import io.genkan.net.IpPrefix;
import io.genkan.net.NetProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Networks behind hops, in a real file. Kept for friends is 192.168.100.48/29.
class SubnetsTest {
    private static final String BEHIND_EC2 = "192.168.3.0/24";

    @TempDir
    private Path data;

    private FriendsOnDisk disk;

    @BeforeEach
    void open() {
        disk = FriendsOnDisk.in(data);
        disk.add("ec2");
    }

    @AfterEach
    void close() {
        disk.close();
    }

    @Test
    void keepsANetworkAndForgetsItAtAWord() {
        Friend before = existing("ec2");
        change("ec2", BEHIND_EC2);
        assertThat(existing("ec2").policy().subnet()).contains(IpPrefix.parse(BEHIND_EC2));
        assertThat(new FriendChanged(before, existing("ec2")).concernsTunnels()).isTrue();
        disk.friends().setDisabled(FriendName.parse("ec2"), true);
        assertThat(existing("ec2").policy().subnet()).as("after another change").isPresent();
        change("ec2", "none");
        assertThat(existing("ec2").policy().subnet()).isEmpty();
    }

    @Test
    void isThereFromTheBeginningWhereItIsGivenThen() {
        NewFriend typed = new NewFriend("hop", "key-of-hop", List.of(), Optional.empty(), Optional.empty());
        disk.friends().add(typed, subnet(BEHIND_EC2));
        assertThat(existing("hop").policy().subnet()).contains(IpPrefix.parse(BEHIND_EC2));
        NewFriend late = new NewFriend("late", "key-of-late", List.of(), Optional.empty(), Optional.empty());
        assertThat(problemOf(() -> disk.friends().add(late, subnet("192.168.3.128/25"))))
                .isEqualTo(AccessProblem.SUBNET_TAKEN);
        assertThat(disk.friends().named(FriendName.parse("late"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/16",
                "10.0.0.0/8",
                "192.168.3.1",
                "127.1.0.0/16",
                "224.1.0.0/16",
                "fd00::/64",
                "169.254.0.0/16"
            })
    void refusesWhatIsNobodysNetwork(String text) {
        assertThat(problemOf("ec2", text)).isEqualTo(AccessProblem.NOT_A_SUBNET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ec2", "192.168.3.0", "192.168.3.7/24", "192.168.3.0/24, 192.168.4.0/24"})
    void refusesWhatIsNoNetwork(String text) {
        assertThat(problemOf("ec2", text))
                .isIn(AccessProblem.NOT_A_SUBNET, NetProblem.NOT_AN_ADDRESS, NetProblem.HOST_BITS_SET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.186.4.0/24", "192.168.100.0/24", "192.168.3.128/25", "192.168.0.0/16"})
    void refusesWhatOverlapsTheTunnelsOrTheLanOrAnotherHop(String text) {
        disk.add("other");
        change("other", BEHIND_EC2);
        assertThat(problemOf("ec2", text)).isEqualTo(AccessProblem.SUBNET_TAKEN);
    }

    @Test
    void isAPartOfWhatIsKeptForFriendsByProxyArp() {
        change("ec2", "192.168.100.48/29", "proxy-arp");
        assertThat(existing("ec2").policy().subnet()).isPresent();
        assertThat(problemOf("ec2", BEHIND_EC2)).isEqualTo(AccessProblem.SUBNET_OUTSIDE_RANGE);
        assertThat(problemOf("ec2", "192.168.100.32/28")).isEqualTo(AccessProblem.SUBNET_OUTSIDE_RANGE);
        assertThat(problemOf(() -> change("ec2", "192.168.100.48/29", "bridged")))
                .isEqualTo(AccessProblem.SUBNET_BRIDGED);
    }

    @Test
    void leavesOtherFriendsTheirAddressesInTheLan() {
        disk.add("taro");
        change("taro", "none", "proxy-arp");
        assertThat(problemOf(() -> change("ec2", "192.168.100.48/29", "proxy-arp")))
                .isEqualTo(AccessProblem.SUBNET_TAKEN);
        change("taro", "none", "nat");
        change("ec2", "192.168.100.48/29", "proxy-arp");
        assertThat(problemOf(() -> change("taro", "none", "proxy-arp"))).isEqualTo(AccessProblem.ADDRESS_BEHIND_HOP);
    }

    /// A friend who does not fit any more, since the configuration has changed, must still be shown out.
    @Test
    void doesNotStandInTheWayOfOtherChanges() {
        change("ec2", BEHIND_EC2);
        disk.database().jdbc().sql("update friend set attachment = 'bridged'").update();
        assertThat(disk.friends()
                        .setDisabled(FriendName.parse("ec2"), true)
                        .policy()
                        .terms()
                        .disabled())
                .isTrue();
    }

    @Test
    void liesBehindOneKey() {
        change("ec2", BEHIND_EC2);
        assertThat(problemOf(() -> disk.friends().addKey(FriendName.parse("ec2"), "another", Optional.empty())))
                .isEqualTo(AccessProblem.KEY_OF_A_HOP);
        change("ec2", "none");
        disk.friends().addKey(FriendName.parse("ec2"), "another", Optional.empty());
        assertThat(problemOf("ec2", BEHIND_EC2)).isEqualTo(AccessProblem.SUBNET_OF_ONE_KEY);
    }

    private Object problemOf(String name, String subnet) {
        return problemOf(() -> change(name, subnet));
    }

    private static Object problemOf(ThrowingCallable change) {
        return catchThrowableOfType(BadInputException.class, change).reason();
    }

    private void change(String name, String subnet) {
        disk.friends().change(FriendName.parse(name), subnet(subnet));
    }

    private void change(String name, String subnet, String attachment) {
        disk.friends().change(FriendName.parse(name), new FriendChange(subnet(subnet), Optional.of(attachment)));
    }

    private static PolicyChange subnet(String text) {
        return new PolicyChange(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(text),
                Optional.empty());
    }

    private Friend existing(String name) {
        return disk.friends().named(FriendName.parse(name)).orElseThrow();
    }
}
