package io.genkan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genkan.net.BadInputException;
import io.genkan.net.NetProblem;
import io.genkan.net.TunnelUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TunnelUnitsTest {
    private final TunnelUnits upToThree = new TunnelUnits(new TunnelUnit(3));

    @Test
    void givesTheLowestFreeUnitFromOneOn() {
        assertThat(upToThree.choose(Optional.empty(), List.of())).isEqualTo(new TunnelUnit(1));
        assertThat(upToThree.choose(Optional.empty(), friendsWith(1, 3))).isEqualTo(new TunnelUnit(2));
        assertThat(upToThree.choose(Optional.empty(), friendsWith(0))).isEqualTo(new TunnelUnit(1));
    }

    @Test
    void givesTheWishedUnitAlsoZeroAndTheLargest() {
        assertThat(upToThree.choose(wish(0), friendsWith(1))).isEqualTo(new TunnelUnit(0));
        assertThat(upToThree.choose(wish(3), List.of())).isEqualTo(new TunnelUnit(3));
    }

    @Test
    void refusesATakenUnitAndSaysWhoseItIs() {
        BadInputException refusal = refusalOf(wish(2), friendsWith(1, 2));
        assertThat(refusal.reason()).isEqualTo(AccessProblem.UNIT_TAKEN);
        assertThat(refusal.facts()).containsExactly(new TunnelUnit(2), new FriendName("Friend 2"));
    }

    @Test
    void refusesAUnitWithoutAddresses() {
        BadInputException refusal = refusalOf(wish(4), List.of());
        assertThat(refusal.reason()).isEqualTo(NetProblem.NOT_A_UNIT);
        assertThat(refusal.facts()).containsExactly(new TunnelUnit(4), new TunnelUnit(3));
    }

    @Test
    void saysWhenNoUnitIsLeft() {
        BadInputException refusal = refusalOf(Optional.empty(), friendsWith(1, 2, 3));
        assertThat(refusal.reason()).isEqualTo(AccessProblem.NO_UNIT_LEFT);
        assertThat(refusal.facts()).containsExactly(new TunnelUnit(3));
    }

    private BadInputException refusalOf(Optional<TunnelUnit> wish, List<Friend> present) {
        BadInputException refusal =
                catchThrowableOfType(BadInputException.class, () -> upToThree.choose(wish, present));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static Optional<TunnelUnit> wish(int unit) {
        return Optional.of(new TunnelUnit(unit));
    }

    private static List<Friend> friendsWith(int... units) {
        List<Friend> friends = new ArrayList<>();
        for (int unit : units) {
            AuthorizedKey key = new AuthorizedKey(
                    unit, FriendsOnDisk.keyOf("key " + unit), new TunnelUnit(unit), FriendsOnDisk.NOW);
            friends.add(new Friend(
                    unit,
                    new FriendName("Friend " + unit),
                    List.of(key),
                    Policy.EMPTY,
                    Optional.empty(),
                    FriendsOnDisk.NOW));
        }
        return friends;
    }
}
