package io.genkan.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.access.AccessDecision.Granted;
import io.genkan.access.AccessDecision.Reason;
import io.genkan.access.AccessDecision.Refused;
import io.genkan.access.TunnelRequest.Layer;
import io.genkan.net.TunnelUnit;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessDeciderTest {
    private static final Identity WITH_UNIT_7 = identity(7);

    @Test
    void letsTheHolderOfAKeyLogIn() {
        assertThat(AccessDecider.login(Optional.of(WITH_UNIT_7))).isEqualTo(new Granted(WITH_UNIT_7));
    }

    @Test
    void refusesAnUnknownKey() {
        assertThat(AccessDecider.login(Optional.empty())).isEqualTo(new Refused(Reason.UNKNOWN_KEY));
    }

    @Test
    void grantsHisOwnUnitAndAny() {
        assertThat(AccessDecider.tunnel(Optional.of(WITH_UNIT_7), request(Layer.POINT_TO_POINT, 7)))
                .isEqualTo(new Granted(WITH_UNIT_7));
        assertThat(AccessDecider.tunnel(
                        Optional.of(WITH_UNIT_7), new TunnelRequest(Layer.POINT_TO_POINT, Optional.empty())))
                .isEqualTo(new Granted(WITH_UNIT_7));
    }

    @Test
    void refusesTheUnitOfAnotherKey() {
        assertThat(AccessDecider.tunnel(Optional.of(WITH_UNIT_7), request(Layer.POINT_TO_POINT, 8)))
                .isEqualTo(new Refused(Reason.OTHER_UNIT));
        assertThat(AccessDecider.tunnel(Optional.of(WITH_UNIT_7), request(Layer.POINT_TO_POINT, 0)))
                .isEqualTo(new Refused(Reason.OTHER_UNIT));
    }

    @Test
    void decidesTheSameForEitherLayer() {
        assertThat(AccessDecider.tunnel(Optional.of(WITH_UNIT_7), request(Layer.ETHERNET, 7)))
                .isEqualTo(new Granted(WITH_UNIT_7));
        assertThat(AccessDecider.tunnel(Optional.of(WITH_UNIT_7), request(Layer.ETHERNET, 8)))
                .isEqualTo(new Refused(Reason.OTHER_UNIT));
    }

    /// A friend who was removed learns nothing of which units there are.
    @Test
    void refusesWhoWasRemovedBeforeLookingAtWhatHeAsksFor() {
        assertThat(AccessDecider.tunnel(Optional.empty(), request(Layer.ETHERNET, 8)))
                .isEqualTo(new Refused(Reason.UNKNOWN_KEY));
    }

    @Test
    void asksForTheDoorFirst() {
        Circumstances closed = new Circumstances(false, Optional.empty(), FriendsOnDisk.HOME, 0);
        assertThat(AccessDecider.entry(new KeyStanding.Unknown(), closed)).isEqualTo(new Refused(Reason.DOOR_CLOSED));
        assertThat(AccessDecider.entry(new KeyStanding.Held(WITH_UNIT_7), closed))
                .isEqualTo(new Refused(Reason.DOOR_CLOSED));
    }

    @Test
    void saysSinceWhenAKeyIsRevoked() {
        assertThat(AccessDecider.entry(new KeyStanding.Revoked(WITH_UNIT_7, FriendsOnDisk.NOW), at(SUNDAY_NOON)))
                .isEqualTo(new Refused(Reason.REVOKED, List.of(FriendsOnDisk.NOW.atZone(FriendsOnDisk.HOME))));
    }

    @Test
    void letsInUntilTheVeryEndAndSaysWhenThatWas() {
        PolicyChange change = until("2026-05-03 18:00");
        assertThat(entry(change, at(ZonedDateTime.parse("2026-05-03T17:59:59.999+09:00"))))
                .isInstanceOf(Granted.class);
        ZonedDateTime end = ZonedDateTime.of(2026, 5, 3, 18, 0, 0, 0, FriendsOnDisk.HOME);
        assertThat(entry(change, at(end))).isEqualTo(new Refused(Reason.EXPIRED, List.of(end)));
    }

    @Test
    void takesADayWithoutATimeForAllOfIt() {
        ZonedDateTime late = ZonedDateTime.parse("2026-05-03T23:59:59+09:00");
        assertThat(entry(until("2026-05-03"), at(late))).isInstanceOf(Granted.class);
        assertThat(entry(until("2026-05-03"), at(late.plusSeconds(1)))).isInstanceOf(Refused.class);
    }

    @Test
    void saysWhenTheNextHoursBegin() {
        assertThat(entry(hours("Sat 10:00-22:00"), at(SUNDAY_NOON)))
                .isEqualTo(new Refused(
                        Reason.OUTSIDE_WINDOW, List.of(ZonedDateTime.of(2026, 5, 9, 10, 0, 0, 0, FriendsOnDisk.HOME))));
        assertThat(entry(hours("Sun 10:00-22:00"), at(SUNDAY_NOON))).isInstanceOf(Granted.class);
    }

    @Test
    void needsAClockOnlyWhereTheTimeHasASay() {
        Circumstances noClock = new Circumstances(true, Optional.empty(), FriendsOnDisk.HOME, 0);
        assertThat(entry(until("2099-01-01"), noClock)).isEqualTo(new Refused(Reason.CLOCK_NOT_SET));
        assertThat(entry(hours("daily 00:00-24:00"), noClock)).isEqualTo(new Refused(Reason.CLOCK_NOT_SET));
        assertThat(entry(PolicyChange.NONE, noClock)).isInstanceOf(Granted.class);
    }

    @Test
    void refusesOnceTheVolumeIsUsedUp() {
        PolicyChange change = new PolicyChange(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("1MB"),
                Optional.empty());
        assertThat(entry(change, new Circumstances(true, Optional.empty(), FriendsOnDisk.HOME, 999_999)))
                .isInstanceOf(Granted.class);
        assertThat(entry(change, new Circumstances(true, Optional.empty(), FriendsOnDisk.HOME, 1_000_000)))
                .isEqualTo(new Refused(Reason.VOLUME_USED, List.of("1MB")));
    }

    private static final ZonedDateTime SUNDAY_NOON = ZonedDateTime.of(2026, 5, 3, 12, 0, 0, 0, FriendsOnDisk.HOME);

    private static AccessDecision entry(PolicyChange change, Circumstances now) {
        Friend friend = WITH_UNIT_7.friend();
        Policy policy = change.applyTo(friend.policy(), FriendsOnDisk.HOME);
        Friend changed =
                new Friend(friend.id(), friend.name(), friend.keys(), policy, friend.attachment(), friend.addedAt());
        return AccessDecider.entry(new KeyStanding.Held(new Identity(changed, WITH_UNIT_7.key())), now);
    }

    private static Circumstances at(ZonedDateTime time) {
        return new Circumstances(true, Optional.of(time.toInstant()), FriendsOnDisk.HOME, 0);
    }

    private static PolicyChange until(String text) {
        return new PolicyChange(
                Optional.empty(),
                Optional.of(text),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static PolicyChange hours(String text) {
        return new PolicyChange(
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of(text)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static TunnelRequest request(Layer layer, int unit) {
        return new TunnelRequest(layer, Optional.of(new TunnelUnit(unit)));
    }

    private static Identity identity(int unit) {
        AuthorizedKey key = new AuthorizedKey(1, FriendsOnDisk.keyOf("a"), new TunnelUnit(unit), FriendsOnDisk.NOW);
        Friend friend =
                new Friend(1, new FriendName("Taro"), List.of(key), Policy.EMPTY, Optional.empty(), FriendsOnDisk.NOW);
        return new Identity(friend, key);
    }
}
