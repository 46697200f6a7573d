package io.genkan.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.owner.LoginThrottle.Admission;
import io.genkan.owner.LoginThrottle.Admission.Admitted;
import io.genkan.owner.LoginThrottle.Admission.Wait;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private static final InetAddress OWNER = InetAddress.ofLiteral("192.168.100.20");
    private static final InetAddress GUESSER = InetAddress.ofLiteral("192.168.100.66");

    private long now = -5;
    private final LoginThrottle throttle = new LoginThrottle(() -> now);

    @Test
    void letsAFewMistakesPass() {
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.admit(OWNER)).isEqualTo(new Admitted());
        }
        assertThat(throttle.admit(OWNER)).isEqualTo(new Wait(Duration.ofSeconds(1)));
    }

    @Test
    void doublesTheWaitUpToFiveMinutes() {
        failTimes(5, GUESSER);
        for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300}) {
            assertThat(throttle.admit(GUESSER)).isEqualTo(new Wait(Duration.ofSeconds(seconds)));
            pass(Duration.ofSeconds(seconds));
            assertThat(throttle.admit(GUESSER)).isEqualTo(new Admitted());
        }
    }

    @Test
    void doesNotCountTriesThatHadToWait() {
        failTimes(5, GUESSER);
        for (int i = 0; i < 1_000; i++) {
            throttle.admit(GUESSER);
        }
        assertThat(throttle.admit(GUESSER)).isEqualTo(new Wait(Duration.ofSeconds(1)));
    }

    @Test
    void forgetsMistakesAfterTheRightPassword() {
        failTimes(5, OWNER);
        pass(Duration.ofSeconds(1));
        throttle.admit(OWNER);
        throttle.succeeded(OWNER);
        failTimes(5, OWNER);
    }

    @Test
    void forgetsMistakesAfterAnHour() {
        failTimes(5, OWNER);
        pass(Duration.ofMinutes(61));
        failTimes(5, OWNER);
    }

    @Test
    void slowsDownGuessesFromManyAddresses() {
        for (int i = 0; i < 30; i++) {
            assertThat(throttle.admit(address(i))).isEqualTo(new Admitted());
        }
        assertThat(throttle.admit(address(31))).isEqualTo(new Wait(Duration.ofSeconds(1)));
    }

    @Test
    void neverMakesAllTogetherWaitLongerThanTwentySeconds() {
        for (int i = 0; i < 200; i++) {
            if (throttle.admit(address(i)) instanceof Wait(Duration remaining)) {
                assertThat(remaining).isLessThanOrEqualTo(Duration.ofSeconds(20));
                pass(remaining);
            }
        }
    }

    @Test
    void sparesTheOwnersOwnAddressWhatOthersDo() {
        throttle.admit(OWNER);
        throttle.succeeded(OWNER);
        for (int i = 0; i < 200; i++) {
            throttle.admit(address(i));
        }
        assertThat(throttle.admit(OWNER)).isEqualTo(new Admitted());
    }

    @Test
    void takesTheAddressesOfOneIpv6NetworkForOne() {
        for (int i = 0; i < 5; i++) {
            throttle.admit(InetAddress.ofLiteral("fd00::" + (i + 1)));
        }
        assertThat(throttle.admit(InetAddress.ofLiteral("fd00::99"))).isInstanceOf(Wait.class);
        assertThat(throttle.admit(InetAddress.ofLiteral("fd00:0:0:1::99"))).isInstanceOf(Admitted.class);
    }

    private void failTimes(int times, InetAddress source) {
        for (int i = 0; i < times; i++) {
            Admission admission = throttle.admit(source);
            assertThat(admission).isEqualTo(new Admitted());
        }
    }

    private void pass(Duration duration) {
        now += duration.toNanos();
    }

    private static InetAddress address(int number) {
        return InetAddress.ofLiteral("10.1." + number / 250 + "." + (number % 250 + 1));
    }
}
