package io.genkan.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genkan.net.BadInputException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTokenTest {
    private static final String TOKEN = "YSB0b2tlbiBvZiBhIHRlc3Q=";

    private final MetricsToken token = MetricsToken.parse(" " + TOKEN + "\n");

    @Test
    void knowsItselfAlone() {
        assertThat(token.isShownBy(TOKEN)).isTrue();
        assertThat(token.isShownBy("")).isFalse();
        assertThat(token.isShownBy(TOKEN + "=")).isFalse();
        assertThat(token.isShownBy(TOKEN.toLowerCase(Locale.ROOT))).isFalse();
    }

    @Test
    void printsNothingOfItself() {
        assertThat(token).hasToString("(secret)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "                             ", "short", "12345678901234567890123"})
    void mustNotBeGuessed(String guessed) {
        assertThatThrownBy(() -> MetricsToken.parse(guessed))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        problem -> assertThat(problem.reason()).isEqualTo(SettingsProblem.SHORT_TOKEN));
    }
}
