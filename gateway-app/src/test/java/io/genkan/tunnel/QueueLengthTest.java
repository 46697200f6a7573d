package io.genkan.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueueLengthTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 5 * SECOND;

    private final QueueLength queue = new QueueLength();

    @Test
    void holdsWhatGoesOutIn20Milliseconds() {
        queue.sample(0, 0, START);
        // 50 Mbit/s are about 4170 packets of 1500 bytes per second.
        assertThat(queue.sample(4170, SECOND / 2, START + SECOND)).isEqualTo(83);
    }

    @Test
    void learnsNothingFromAFriendWhoIsNotHeldUp() {
        queue.sample(0, 0, START);
        assertThat(queue.sample(10, SECOND / 100, START + SECOND)).isEqualTo(QueueLength.FIRST);
    }

    @Test
    void staysWithinItsEnds() {
        queue.sample(0, 0, START);
        assertThat(queue.sample(100, SECOND, START + SECOND)).isEqualTo(32);
        assertThat(queue.sample(100_100, 2 * SECOND, START + 2 * SECOND)).isEqualTo(500);
    }
}
