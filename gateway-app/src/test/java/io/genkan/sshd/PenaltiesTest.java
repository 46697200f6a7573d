package io.genkan.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.net.IpPrefix;
import io.genkan.sshd.Penalties.Offence;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PenaltiesTest {
    private static final Source SOMEBODY = source("203.0.113.7");
    /// Any clock may be negative, and pass zero.
    private static final long START = -Duration.ofSeconds(3).toNanos();

    private final Penalties penalties = new Penalties();

    @Test
    void bearsAFewMistakes() {
        for (int i = 0; i < 14; i++) {
            penalties.add(SOMEBODY, Offence.NOBODY, START);
        }
        assertThat(penalties.holds(SOMEBODY, START)).isFalse();
        penalties.add(SOMEBODY, Offence.NOBODY, START);
        assertThat(penalties.holds(SOMEBODY, START)).isTrue();
        assertThat(penalties.holds(source("203.0.113.8"), START)).isFalse();
    }

    @Test
    void letsThemPassWithTheTime() {
        penalties.add(SOMEBODY, Offence.GARBAGE, START);
        assertThat(penalties.holds(SOMEBODY, after(29))).isTrue();
        assertThat(penalties.holds(SOMEBODY, after(30))).isFalse();
        penalties.add(SOMEBODY, Offence.NOBODY, after(31));
        assertThat(penalties.holds(SOMEBODY, after(31))).as("begins anew").isFalse();
    }

    @Test
    void addsUpToTenMinutesAndNoMore() {
        for (int i = 0; i < 100; i++) {
            penalties.add(SOMEBODY, Offence.GARBAGE, START);
        }
        assertThat(penalties.holds(SOMEBODY, after(599))).isTrue();
        assertThat(penalties.holds(SOMEBODY, after(600))).isFalse();
    }

    @Test
    void pardonsWhereAFriendHasProvenHisKey() {
        penalties.add(SOMEBODY, Offence.GARBAGE, START);
        penalties.pardon(SOMEBODY);
        assertThat(penalties.holds(SOMEBODY, START)).isFalse();
    }

    @Test
    void forgetsWhoHasTheLeastLeftWhenItIsFull() {
        penalties.add(SOMEBODY, Offence.GARBAGE, START);
        for (int i = 0; i < Penalties.MOST_SOURCES; i++) {
            penalties.add(source("10.1." + i / 256 + "." + i % 256), Offence.DAWDLED, START);
        }
        assertThat(penalties.size()).isEqualTo(Penalties.MOST_SOURCES);
        assertThat(penalties.holds(SOMEBODY, START)).isTrue();
    }

    private static long after(int seconds) {
        return START + Duration.ofSeconds(seconds).toNanos();
    }

    private static Source source(String address) {
        return Source.of(IpPrefix.parse(address).first());
    }
}
