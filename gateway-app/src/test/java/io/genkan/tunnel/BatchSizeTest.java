package io.genkan.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchSizeTest {
    private final BatchSize batch = new BatchSize();

    @Test
    void isWhatALineTakesIn4Milliseconds() {
        batch.fit(load(5_000_000, true));
        assertThat(batch.bytes()).isEqualTo(20_000);
    }

    @Test
    void isLargeWhereTheLineHoldsNobodyUp() {
        batch.fit(load(5_000_000, false));
        assertThat(batch.bytes()).isEqualTo(BatchSize.MOST);
    }

    @Test
    void staysWithinItsEnds() {
        batch.fit(load(10_000, true));
        assertThat(batch.bytes()).isEqualTo(8 * 1024);
        batch.fit(load(1e9, true));
        assertThat(batch.bytes()).isEqualTo(BatchSize.MOST);
    }

    private static LineLoad.Sample load(double bytesPerSecond, boolean lineIsTheLimit) {
        return new LineLoad.Sample(bytesPerSecond / 1500, bytesPerSecond, lineIsTheLimit);
    }
}
