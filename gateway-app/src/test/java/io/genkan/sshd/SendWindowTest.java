package io.genkan.sshd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SendWindowTest {
    private static final int WINDOW = 2 * 1024 * 1024;
    private static final int DATAGRAM = 1504;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final SendWindow window = new SendWindow();

    @Test
    void takesWhatWasGrantedAndNoMore() {
        window.open(3 * DATAGRAM, LONG);
        assertThat(window.tryTake(2 * DATAGRAM)).isTrue();
        assertThat(window.tryTake(2 * DATAGRAM)).isFalse();
        window.expand(DATAGRAM);
        assertThat(window.tryTake(2 * DATAGRAM)).isTrue();
    }

    @Test
    void givesUpOnAClientThatGrantsNothing() {
        window.open(DATAGRAM, Duration.ofMillis(30));
        assertThat(window.tryTake(DATAGRAM)).isTrue();
        assertThatThrownBy(() -> window.take(DATAGRAM)).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void letsWhoeverWaitsGoWhereTheChannelCloses() {
        window.open(0, LONG);
        Thread closer = Thread.ofVirtual().start(window::close);
        assertThatThrownBy(() -> window.take(DATAGRAM)).isInstanceOf(IOException.class);
        assertThat(closer).isNotNull();
    }

    /// A client that grants a datagram at a time is let have less; one that then grants nothing until it has all of
    /// what it once offered is not waited for until the patience ends.
    @Test
    void doesNotWaitForAGrantThatItsOwnBoundHoldsBack() throws IOException {
        window.open(WINDOW, LONG);
        for (int i = 0; i < 400; i++) {
            assertThat(window.tryTake(DATAGRAM)).isTrue();
            window.expand(DATAGRAM);
        }
        int taken = 0;
        while (window.tryTake(DATAGRAM)) {
            taken += DATAGRAM;
        }
        assertThat(taken).isLessThan(WINDOW / 4);
        while (taken + DATAGRAM <= WINDOW) {
            window.take(DATAGRAM);
            taken += DATAGRAM;
        }
        assertThat(window.tryTake(DATAGRAM)).isFalse();
    }
}
