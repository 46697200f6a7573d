package io.genkan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortRangeTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "80, 80",
        "65535, 65535",
        "8000-8080, 8000-8080",
        "1-65535, 1-65535",
        "80-80, 80",
        "' 80 ', 80",
        "00080, 80"
    })
    void readsPortsAndRanges(String text, String printed) {
        assertThat(PortRange.parse(text)).hasToString(printed);
        assertThat(PortRange.parse(printed)).isEqualTo(PortRange.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "65536",
                "99999",
                "100000",
                "4294967376",
                "-1",
                "-",
                "80-",
                "-80",
                "80-79",
                "1-2-3",
                "80--81",
                "80 - 81",
                "8 0",
                "+80",
                "0x50",
                "8e1",
                "80.0",
                "http",
                "٨٠",
                "８０",
                "80\u0000",
                "80,443",
                "80:81",
                "0-80"
            })
    void refusesEverythingElse(String text) {
        BadInputException refusal = catchThrowableOfType(BadInputException.class, () -> PortRange.parse(text));
        assertThat(refusal).as("refusal of <%s>", text).isNotNull();
        assertThat(refusal.reason()).isEqualTo(NetProblem.NOT_A_PORT);
        assertThat(refusal.facts()).containsExactly(text);
    }

    @Test
    void includesBothEnds() {
        PortRange range = new PortRange(8000, 8080);
        assertThat(range.contains(7999)).isFalse();
        assertThat(range.contains(8000)).isTrue();
        assertThat(range.contains(8080)).isTrue();
        assertThat(range.contains(8081)).isFalse();
    }
}
