package io.genkan.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SendBoundTest {
    private static final long WINDOW = 2 * 1024 * 1024;
    private static final long DATAGRAM = 1504;
    private static final long MILLI = 1_000_000;

    private final SendBound bound = new SendBound();
    private long now;

    SendBoundTest() {
        bound.open(WINDOW, 0);
    }

    @Test
    void usesTheWholeWindowAtFirst() {
        assertThat(bound.bytes()).isEqualTo(WINDOW);
    }

    @Test
    void letsLessOnTheWayWhereEachDatagramIsGrantedByItself() {
        grants(320, DATAGRAM, 20_000);
        assertThat(bound.bytes()).isBetween(100L * 1024, 104L * 1024);
    }

    /// Some clients grant after each datagram whatever they hold: a long path must stay full all the same.
    @Test
    void neverLetsLessOnTheWayThanFillsThePath() {
        bound.path(20 * MILLI);
        grants(320, DATAGRAM, 20_000);
        long perMilli = DATAGRAM * 50;
        assertThat(bound.bytes()).isBetween(100 * 1024 + 20 * perMilli, 100 * 1024 + 30 * perMilli);
    }

    @Test
    void letsMoreOnTheWayWhereItWaitsForGrantsThatComeInLargePieces() {
        grants(320, DATAGRAM, 20_000);
        long small = bound.bytes();
        bound.hold();
        grants(32, 96 * 1024, MILLI);
        assertThat(bound.bytes()).isEqualTo(small + small / 2);
    }

    @Test
    void staysWhereNobodyWaitsForIt() {
        grants(320, DATAGRAM, 20_000);
        long small = bound.bytes();
        grants(320, 96 * 1024, MILLI);
        assertThat(bound.bytes()).isEqualTo(small);
    }

    @Test
    void opensUntilAClientGrantsThatKeepsMoreToItself() {
        grants(320, DATAGRAM, 20_000);
        long small = bound.bytes();
        bound.stalled();
        assertThat(bound.bytes()).isEqualTo(2 * small);
        for (int i = 0; i < 10; i++) {
            bound.stalled();
        }
        assertThat(bound.bytes()).isEqualTo(WINDOW);
    }

    private void grants(int count, long bytes, long nanosEach) {
        for (int i = 0; i < count; i++) {
            now += nanosEach;
            bound.granted(bytes, now);
        }
    }
}
