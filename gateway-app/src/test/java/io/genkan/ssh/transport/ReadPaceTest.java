package io.genkan.ssh.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReadPaceTest {
    private static final int PACKET = 1500;

    private final ReadPace pace = new ReadPace();
    private long now = TimeUnit.HOURS.toNanos(1);

    @Test
    void waitsForNothingWhilePacketsAreFarApart() {
        for (int i = 0; i < 100; i++) {
            read(100, 100, PACKET);
            assertThat(pace.pause()).isFalse();
        }
    }

    /// A request and its answer, over and over, through the quickest network.
    @Test
    void waitsForNothingInAPingPong() {
        for (int i = 0; i < 100; i++) {
            read(90, 20, 200);
            assertThat(pace.pause()).isFalse();
        }
    }

    @Test
    void pausesUnderLoad() {
        burst();
        assertThat(pace.pause()).isTrue();
        read(120, 5, 10 * PACKET);
        assertThat(pace.pause()).as("the pause itself does not end it").isTrue();
    }

    @Test
    void doesNotPauseWhileMuchIsThere() {
        burst();
        read(120, 5, 40_000);
        assertThat(pace.pause()).isFalse();
        read(120, 5, PACKET);
        assertThat(pace.pause()).isTrue();
    }

    @Test
    void stopsWithTheFirstReadThatFindsNothing() {
        burst();
        read(120, 60, PACKET);
        assertThat(pace.pause()).isFalse();
        read(30, 30, PACKET);
        assertThat(pace.pause()).as("not at once again").isFalse();
    }

    private void burst() {
        for (int i = 0; i < 6; i++) {
            read(10, 20, PACKET);
        }
    }

    private void read(long microsBefore, long microsInside, int bytes) {
        long began = now + TimeUnit.MICROSECONDS.toNanos(microsBefore);
        now = began + TimeUnit.MICROSECONDS.toNanos(microsInside);
        pace.note(began, now, bytes);
    }
}
