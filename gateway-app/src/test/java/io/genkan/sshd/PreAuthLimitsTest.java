package io.genkan.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.net.IpPrefix;
import io.genkan.sshd.Penalties.Offence;
import io.genkan.sshd.PreAuthLimits.Answer;
import io.genkan.sshd.PreAuthLimits.Knock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PreAuthLimitsTest {
    private static final Source FRIEND = source("198.51.100.1");
    private static final double AGAINST = 0;
    private static final double FOR = 0.999;

    private double die = AGAINST;
    private long now = Duration.ofDays(-1).toNanos();
    private final PreAuthLimits limits = new PreAuthLimits(() -> die);

    @Test
    void asksNoDieWhileTheDoorIsFree() {
        crowd(PreAuthLimits.UNCONTESTED - 1);
        assertThat(limits.knock(FRIEND, now)).isInstanceOf(Answer.In.class);
    }

    @Test
    void letsTheDieDecideInACrowd() {
        crowd(PreAuthLimits.UNCONTESTED);
        assertThat(limits.knock(FRIEND, now)).isEqualTo(new Answer.Out(PreAuthLimits.Reason.CROWD));
        die = FOR;
        assertThat(limits.knock(FRIEND, now)).isInstanceOf(Answer.In.class);
    }

    @Test
    void turnsNewcomersAwayMoreOftenTheMoreThereAre() {
        assertThat(refusedOf(1000, 16)).isBetween(200, 400);
        assertThat(refusedOf(1000, 40)).isBetween(550, 750);
        assertThat(refusedOf(1000, 64)).isEqualTo(1000);
    }

    private static int refusedOf(int tries, int present) {
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < tries; i++) {
            PreAuthLimitsTest door = new PreAuthLimitsTest();
            door.crowd(present);
            door.die = random.nextDouble();
            refused += door.limits.knock(FRIEND, door.now) instanceof Answer.Out ? 1 : 0;
        }
        return refused;
    }

    @Test
    void sendsTheLongestDawdlerAwayInsteadOfANewcomer() {
        List<Knock> crowd = crowd(PreAuthLimits.MOST);
        limits.hasKeys(crowd.getFirst());
        now += Duration.ofSeconds(4).toNanos();
        Answer answer = limits.knock(FRIEND, now);
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.In.class, in -> assertThat(in.instead()).contains(crowd.get(1)));
    }

    /// Nobody has dawdled yet: the friend comes in the very seconds in which the crowd does.
    @Test
    void sendsOneOfAFewWithManyPlacesAwayInsteadOfANewcomer() {
        List<Knock> crowd = crowdOfFew(8);
        Answer answer = limits.knock(FRIEND, now);
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.In.class, in -> assertThat(in.instead()).get().isIn(crowd));
    }

    @Test
    void sendsThatOneAwayWhoIsSlowest() {
        List<Knock> crowd = crowdOfFew(5);
        crowd.subList(0, 2).forEach(limits::hasKeys);
        // The first source has one place more than the others.
        limits.leave(crowd.getLast(), Offence.NOBODY, now);
        limits.leave(crowd.get(crowd.size() - 5), Offence.NOBODY, now);
        limits.leave(crowd.get(crowd.size() - 9), Offence.NOBODY, now);
        limits.leave(crowd.get(crowd.size() - 13), Offence.NOBODY, now);
        assertThat(limits.knock(FRIEND, now))
                .isInstanceOfSatisfying(
                        Answer.In.class, in -> assertThat(in.instead()).contains(crowd.get(2)));
    }

    @Test
    void letsTheDieDecideWherePlacesAreHeldFairly() {
        crowdOfFew(8);
        knocks(FRIEND);
        knocks(FRIEND);
        knocks(FRIEND);
        assertThat(limits.knock(FRIEND, now)).isEqualTo(new Answer.Out(PreAuthLimits.Reason.CROWD));
    }

    @Test
    void blamesNobodyWhoHadToGoWithoutDawdling() {
        crowdOfFew(8);
        for (int i = 0; i < 2; i++) {
            Source one = source("198.51.100." + (100 + i));
            knocks(one);
        }
        assertThat(limits.figures().penalties()).isZero();
        assertThat(limits.figures().madeRoom()).isEqualTo(2);
    }

    @Test
    void givesWhoHasExchangedKeysTimeForHisPassphrase() {
        crowd(PreAuthLimits.MOST).forEach(limits::hasKeys);
        now += Duration.ofSeconds(4).toNanos();
        assertThat(limits.knock(FRIEND, now)).isInstanceOf(Answer.Out.class);
        now += Duration.ofSeconds(7).toNanos();
        assertThat(limits.knock(FRIEND, now)).isInstanceOf(Answer.In.class);
    }

    @Test
    void givesOneSourceFewPlaces() {
        for (int i = 0; i < PreAuthLimits.MOST_PER_SOURCE; i++) {
            knocks(FRIEND);
        }
        assertThat(limits.knock(FRIEND, now)).isEqualTo(new Answer.Out(PreAuthLimits.Reason.SOURCE_IS_FULL));
    }

    @Test
    void letsAFriendInFromTheAddressOfOneWhoOnlyWaits() {
        for (int i = 0; i < PreAuthLimits.MOST_PER_SOURCE; i++) {
            knocks(FRIEND);
        }
        now += Duration.ofSeconds(4).toNanos();
        assertThat(limits.knock(FRIEND, now)).isInstanceOf(Answer.In.class);
    }

    @Test
    void givesASourceWithAPenaltyOnePlaceNowAndThen() {
        limits.leave(knocks(FRIEND), Offence.GARBAGE, now);
        Knock only = knocks(FRIEND);
        assertThat(limits.knock(FRIEND, now)).isEqualTo(new Answer.Out(PreAuthLimits.Reason.PENALTY));
        limits.leave(only, Offence.GARBAGE, now);
        assertThat(limits.knock(FRIEND, now)).isEqualTo(new Answer.Out(PreAuthLimits.Reason.PENALTY));
        now += PreAuthLimits.PENALTY_PACE.toNanos();
        assertThat(limits.knock(FRIEND, now)).isInstanceOf(Answer.In.class);
    }

    @Test
    void countsWhoHasProvenHisKeyNoMore() {
        limits.leave(knocks(FRIEND), Offence.GARBAGE, now);
        limits.prove(knocks(FRIEND));
        for (int i = 0; i < PreAuthLimits.MOST_PER_SOURCE; i++) {
            knocks(FRIEND);
        }
    }

    @Test
    void takesALargeIpv6NetworkForOneSource() {
        assertThat(source("2001:db8:1:2:3::4")).isEqualTo(source("2001:db8:1:2::9"));
        assertThat(source("2001:db8:1:2::1")).isNotEqualTo(source("2001:db8:1:3::1"));
        assertThat(source("203.0.113.1")).isNotEqualTo(source("203.0.113.2"));
    }

    private List<Knock> crowd(int connections) {
        List<Knock> crowd = new ArrayList<>();
        double before = die;
        die = 2;
        for (int i = 0; i < connections; i++) {
            crowd.add(knocks(source("203.0.113." + i)));
            now += 1;
        }
        die = before;
        return crowd;
    }

    /// All the places that so many sources get, source by source.
    private List<Knock> crowdOfFew(int sources) {
        List<Knock> crowd = new ArrayList<>();
        double before = die;
        die = 2;
        for (int i = 0; i < sources * PreAuthLimits.MOST_PER_SOURCE; i++) {
            crowd.add(knocks(source("203.0.113." + i / PreAuthLimits.MOST_PER_SOURCE)));
            now += 1;
        }
        die = before;
        return crowd;
    }

    private Knock knocks(Source source) {
        return switch (limits.knock(source, now)) {
            case Answer.In(Knock knock, var instead) -> knock;
            case Answer.Out(var reason) -> throw new AssertionError(reason);
        };
    }

    private static Source source(String address) {
        return Source.of(IpPrefix.parse(address).first());
    }
}
