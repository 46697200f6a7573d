package io.genkan.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateMeterTest {
    private static final Instant START = Instant.parse("2026-05-03T10:15:30Z");

    private final RateMeter meter = new RateMeter();

    @Test
    void knowsNoRateFromOneReading() {
        assertThat(meter.latest()).isEqualTo(new Rates(0, 0));
        meter.sample(bytes(1_000_000, 1_000_000), START);
        assertThat(meter.latest()).isEqualTo(new Rates(0, 0));
    }

    @Test
    void movesHalfWayToTheNewestRateInBitsPerSecond() {
        meter.sample(bytes(0, 0), START);
        meter.sample(bytes(1000, 500), START.plusSeconds(1));
        assertThat(meter.latest()).isEqualTo(new Rates(4000, 2000));
        meter.sample(bytes(2000, 1000), START.plusSeconds(2));
        assertThat(meter.latest()).isEqualTo(new Rates(6000, 3000));
    }

    @Test
    void comesToRest() {
        meter.sample(bytes(0, 0), START);
        for (int second = 1; second <= 20; second++) {
            meter.sample(bytes(1000L * second, 0), START.plusSeconds(second));
        }
        assertThat(meter.latest().bitsPerSecondFromFriend()).isEqualTo(8000);
        for (int second = 21; second <= 60; second++) {
            meter.sample(bytes(20_000, 0), START.plusSeconds(second));
        }
        assertThat(meter.latest().bitsPerSecondFromFriend()).isLessThanOrEqualTo(1);
    }

    @Test
    void remembersTheLastMinuteAsItWas() {
        meter.sample(bytes(0, 0), START);
        for (int second = 1; second <= 70; second++) {
            meter.sample(bytes(1000L * second * (second + 1) / 2, 500L * second), START.plusSeconds(second));
        }
        assertThat(meter.lastMinute())
                .hasSize(60)
                .startsWith(new Rates(11 * 8000, 4000))
                .endsWith(new Rates(70 * 8000, 4000));
    }

    /// The sampler may be late on a busy Pi.
    @Test
    void dividesByTheTimeThatReallyPassed() {
        meter.sample(bytes(0, 0), START);
        meter.sample(bytes(4000, 0), START.plusSeconds(4));
        assertThat(meter.latest().bitsPerSecondFromFriend()).isEqualTo(4000);
    }

    /// A Pi has no clock battery: its clock jumps when it hears of the time.
    @Test
    void survivesAClockThatStandsOrJumpsBack() {
        meter.sample(bytes(0, 0), START);
        meter.sample(bytes(1000, 0), START);
        meter.sample(bytes(2000, 0), START.minusSeconds(3600));
        assertThat(meter.latest()).isEqualTo(new Rates(0, 0));
        meter.sample(bytes(3000, 0), START.minusSeconds(3599));
        assertThat(meter.latest().bitsPerSecondFromFriend()).isEqualTo(4000);
    }

    private static TrafficMeter.Reading bytes(long fromFriend, long toFriend) {
        return new TrafficMeter.Reading(fromFriend, 0, toFriend, 0, 0);
    }
}
