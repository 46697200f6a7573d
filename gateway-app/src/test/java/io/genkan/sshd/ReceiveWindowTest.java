package io.genkan.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.ssh.transport.ByteLink.RoundTrip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A client that sends whatever it may, over a path of a given rate and round trip.
class ReceiveWindowTest {
    private static final long MILLI = 1_000_000L;
    private static final int BYTES_PER_MILLI_AT_50_MBIT = 6_250;

    private static final RoundTrip LONG_PATH = new RoundTrip(100 * MILLI, 100 * MILLI);

    private final ReceiveWindow window = new ReceiveWindow(0);
    private long now;
    private int waiting;
    private long granted = ReceiveWindow.FIRST;

    @Test
    void holdsLittleMoreThanAFastPathCarries() {
        transfer(2_000, new RoundTrip(MILLI, MILLI), 0);
        assertThat(window.target()).isBetween(32 * 1024, 64 * 1024);
    }

    @Test
    void growsUntilALongPathIsFull() {
        transfer(10_000, LONG_PATH, 0);
        // 50 Mbit/s during 100 ms are 625 KB.
        assertThat(window.target()).isBetween(625_000, 1_000_000);
    }

    /// A client drops what the window has no room for.
    @ParameterizedTest
    @ValueSource(ints = {0, 20, 40, 60, 80, 99})
    void hasRoomForATransferThatDoublesWithEachRoundTrip(int phase) {
        ping(15_000 + phase, LONG_PATH);
        doubles(14_000, 6, LONG_PATH);
    }

    @Test
    void isAsAtTheBeginningWhereLittleHasPassed() {
        transfer(2_000, new RoundTrip(MILLI, MILLI), 0);
        assertThat(window.target()).isLessThan(ReceiveWindow.FIRST);
        ping(15_000, new RoundTrip(MILLI, MILLI));
        assertThat(window.target()).isEqualTo(ReceiveWindow.FIRST);
    }

    @Test
    void makesUpForTheQueueThatOurOwnSendingFills() {
        RoundTrip queued = new RoundTrip(MILLI, 200 * MILLI);
        transfer(2_000, queued, 0);
        int alone = window.target();
        transfer(2_000, queued, BYTES_PER_MILLI_AT_50_MBIT);
        assertThat(window.target()).isGreaterThan(4 * alone).isLessThan(1024 * 1024);
    }

    @Test
    void makesUpForWhatWaitsInOurComputer() {
        RoundTrip path = new RoundTrip(MILLI, MILLI);
        transfer(2_000, path, BYTES_PER_MILLI_AT_50_MBIT);
        int nothingWaits = window.target();
        waiting = 20 * BYTES_PER_MILLI_AT_50_MBIT;
        transfer(2_000, path, BYTES_PER_MILLI_AT_50_MBIT);
        // What arrives during 20 ms more, and a quarter.
        assertThat(window.target() - nothingWaits).isBetween(20 * BYTES_PER_MILLI_AT_50_MBIT, 200_000);
    }

    @Test
    void refusesMoreThanWasGranted() {
        assertThat(window.consume(ReceiveWindow.FIRST)).isTrue();
        assertThat(window.consume(1)).isFalse();
    }

    @Test
    void grantsInSmallSteps() {
        assertThat(window.consume(ReceiveWindow.FIRST / 16)).isTrue();
        assertThat(window.grant()).isZero();
        assertThat(window.consume(ReceiveWindow.FIRST / 4)).isTrue();
        assertThat(window.grant()).isEqualTo(ReceiveWindow.FIRST / 16 + ReceiveWindow.FIRST / 4);
    }

    /// Lets the client send for a while. Bytes arrive at the path's rate as long as the window, used up within a round
    /// trip, allows it.
    private void transfer(int millis, RoundTrip path, int sentPerMilli) {
        long sent = 0;
        for (int i = 0; i < millis; i++) {
            now += MILLI;
            sent += sentPerMilli;
            long perMilli = window.target() * MILLI / Math.max(MILLI, path.least());
            consume((int) Math.min(granted, Math.min(BYTES_PER_MILLI_AT_50_MBIT, perMilli)), path, sent);
        }
    }

    /// Fifty pings a second.
    private void ping(int millis, RoundTrip path) {
        for (int i = 0; i < millis; i++) {
            now += MILLI;
            consume(i % 20 == 0 ? 100 : 0, path, 0);
        }
    }

    /// A flight comes in one go. For each packet of it two are sent, which come a round trip later.
    private void doubles(int flight, int flights, RoundTrip path) {
        long[] arriving = new long[(int) (path.least() / MILLI)];
        int ms = 0;
        for (int left = flight; left > 0; left -= BYTES_PER_MILLI_AT_50_MBIT / 2) {
            arriving[ms++] = Math.min(left, BYTES_PER_MILLI_AT_50_MBIT / 2);
        }
        for (int i = 0; i < flights * arriving.length; i++) {
            now += MILLI;
            int bytes = (int) arriving[i % arriving.length];
            consume(bytes, path, 0);
            arriving[i % arriving.length] = 2L * bytes;
        }
    }

    private void consume(int bytes, RoundTrip path, long sent) {
        assertThat(window.consume(bytes)).isTrue();
        granted -= bytes;
        if (window.roundIsOver(now)) {
            window.endRound(now, path, sent, waiting);
        }
        granted += window.grant();
    }
}
