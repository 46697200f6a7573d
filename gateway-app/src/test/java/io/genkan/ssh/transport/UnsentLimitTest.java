package io.genkan.ssh.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnsentLimitTest {
    private static final long MILLI = 1_000_000;

    private final UnsentLimit limit = new UnsentLimit(0);
    private long now;

    @Test
    void holdsAFewMillisecondsOfASlowLine() {
        fullFor(200, 50e6);
        assertThat(limit.limit()).isEqualTo(32 * 1024);
        fullFor(200, 5e6);
        assertThat(limit.limit()).isEqualTo(16 * 1024);
    }

    @Test
    void letsAFastLineHaveMore() {
        fullFor(200, 900e6);
        assertThat(limit.limit()).isEqualTo(128 * 1024);
    }

    @Test
    void learnsNothingFromWhoHasLittleToSend() {
        write(200, 1e5, false);
        assertThat(limit.limit()).isEqualTo(UnsentLimit.FIRST);
    }

    @Test
    void saysOnceThatItHasChanged() {
        assertThat(fullFor(1_000, 5e6)).isEqualTo(1);
    }

    private int fullFor(int millis, double bitsPerSecond) {
        return write(millis, bitsPerSecond, true);
    }

    /// @return how often the limit changed
    private int write(int millis, double bitsPerSecond, boolean full) {
        int changes = 0;
        for (int i = 0; i < millis; i++) {
            now += MILLI;
            if (full) {
                limit.noteFull();
            }
            changes += limit.noteWritten((int) (bitsPerSecond / 8 / 1_000), now) ? 1 : 0;
        }
        return changes;
    }
}
