package io.genkan.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueueLengthTest {
    private final QueueLength queue = new QueueLength();

    @Test
    void holdsWhatGoesOutIn20Milliseconds() {
        // 50 Mbit/s are about 4170 packets of 1500 bytes per second.
        assertThat(queue.fit(load(4170, true))).isEqualTo(83);
    }

    @Test
    void learnsNothingFromAFriendWhoIsNotHeldUp() {
        assertThat(queue.fit(load(10, false))).isEqualTo(QueueLength.FIRST);
    }

    @Test
    void staysWithinItsEnds() {
        assertThat(queue.fit(load(100, true))).isEqualTo(32);
        assertThat(queue.fit(load(100_000, true))).isEqualTo(1_600);
    }

    private static LineLoad.Sample load(double packetsPerSecond, boolean lineIsTheLimit) {
        return new LineLoad.Sample(packetsPerSecond, 1500 * packetsPerSecond, lineIsTheLimit);
    }
}
