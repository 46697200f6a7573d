package io.genkan.web.now;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SparklineTest {
    @Test
    void endsAtTheRightEdgeAndReachesTheUpperOne() {
        assertThat(Sparkline.points(List.of(0L, 50L, 100L))).isEqualTo("116,24 118,12 120,0");
    }

    @Test
    void coversTheWholeWidthWithAMinute() {
        List<Long> minute = LongStream.range(0, 60).boxed().toList();
        assertThat(Sparkline.points(minute)).startsWith("0,24 2,24 ").endsWith(" 118,0 120,0");
    }

    @Test
    void leavesOutWhatIsOlder() {
        List<Long> more = LongStream.range(0, 70).boxed().toList();
        assertThat(Sparkline.points(more).split(" ")).hasSize(60).startsWith("0,21");
    }

    @Test
    void drawsNothingWhereNothingMoved() {
        assertThat(Sparkline.points(List.of())).isEmpty();
        assertThat(Sparkline.points(List.of(7L))).isEmpty();
        assertThat(Sparkline.points(Collections.nCopies(60, 0L))).isEmpty();
    }
}
