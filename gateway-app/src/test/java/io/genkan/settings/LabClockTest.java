package io.genkan.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LabClockTest {
    @AfterEach
    void leaveTheLab() {
        System.clearProperty(LabClock.PROPERTY);
    }

    @Test
    void isNotInUnlessItIsAskedFor() {
        assertThat(LabClock.isIn()).isFalse();
        assertThat(LabClock.orMachines().instant()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void goesAheadOfTheMachines() {
        System.setProperty(LabClock.PROPERTY, "PT2H");
        assertThat(LabClock.isIn()).isTrue();
        assertThat(LabClock.orMachines().instant())
                .isCloseTo(Instant.now().plus(2, ChronoUnit.HOURS), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void saysWhatItCannotRead() {
        System.setProperty(LabClock.PROPERTY, "soon");
        assertThatThrownBy(LabClock::orMachines)
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("soon");
    }
}
