package io.genkan.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineLoadTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 5 * SECOND;
    private static final double FAST = 300e6 / 8;
    private static final double SLOW = 50e6 / 8;

    private final LineLoad line = new LineLoad(reading(0), START);
    private final LargePackets large = new LargePackets();

    @Test
    void isDueTenTimesPerSecond() {
        assertThat(line.isDue(START + SECOND / 20)).isFalse();
        assertThat(line.isDue(START + SECOND / 10)).isTrue();
        line.sample(reading(1), 0, START + SECOND / 10);
        assertThat(line.isDue(START + SECOND / 10 + 1)).isFalse();
    }

    @Test
    void givesRatesSinceTheLastSample() {
        line.sample(reading(1000), 0, START + SECOND);
        assertThat(line.sample(reading(3000), SECOND / 4, START + 3 * SECOND / 2))
                .isEqualTo(new LineLoad.Sample(4000, 6_000_000, true));
    }

    @Test
    void isNotTheLimitWhileTheSenderHardlyWaits() {
        assertThat(line.sample(reading(10), SECOND / 10, START + SECOND).lineIsTheLimit())
                .isFalse();
    }

    @Test
    void wantsLargePacketsOnceTheLineIsFast() {
        assertThat(large.sample(SLOW, true)).isFalse();
        assertThat(large.sample(FAST, true)).isTrue();
        assertThat(large.sample(0, false)).as("while nothing is sent").isTrue();
        assertThat(large.sample(SLOW, true)).as("once the line has become slow").isFalse();
    }

    private static TrafficMeter.Reading reading(long packets) {
        return new TrafficMeter.Reading(0, 0, packets * 1500, packets, 0);
    }
}
