package io.genkan.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.access.BitRate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    /// A byte in a microsecond.
    private static final BitRate MEGABYTE = BitRate.parse("8M");

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Pace pace = new Pace(0);

    @Test
    void letsABurstPassAtOnceAndTheRestAtTheRate() {
        assertThat(waited(250_000, 0, 0)).isNotPositive();
        assertThat(waited(100_000, 0, 0)).isZero();
        assertThat(waited(100_000, 0, 0)).isEqualTo(SECOND / 10);
        assertThat(waited(1, 0, SECOND)).isNotPositive();
    }

    @Test
    void savesNoMoreThanABurst() {
        assertThat(waited(1_000_000, 0, 3600 * SECOND)).isNotPositive();
        assertThat(waited(1, 0, 3600 * SECOND)).isEqualTo(3 * SECOND / 4);
    }

    @Test
    void letsHalfPassWhereOthersUseTheOtherHalf() {
        assertThat(passedIn(20 * SECOND, 500_000)).isBetween(9_900_000L, 10_300_000L);
    }

    /// Others may send more than passes: what the packet filter drops is counted, too.
    @Test
    void leavesSomethingHoweverMuchOthersUse() {
        assertThat(passedIn(20 * SECOND, 50_000_000)).isBetween(2_400_000L, 3_000_000L);
    }

    @Test
    void startsAnewWithOthersWhoComeBack() {
        waited(1, 5_000_000, SECOND);
        waited(1, 0, 2 * SECOND);
        assertThat(waited(1, 100_000, 3 * SECOND)).isNotPositive();
    }

    /// What passes while others use some of it, in pieces of 10 kB.
    private long passedIn(long time, long bytesPerSecondByOthers) {
        long now = 0;
        long passed = 0;
        while (now < time) {
            long others = (long) ((double) now / SECOND * bytesPerSecondByOthers);
            now += Math.max(0, waited(10_000, others, now));
            passed += 10_000;
        }
        return passed;
    }

    private long waited(long bytes, long byOthers, long now) {
        return pace.reserve(bytes, MEGABYTE, byOthers, now);
    }
}
