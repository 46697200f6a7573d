package io.genkan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.i18n.LocaleContextHolder;

class HumanFormatTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final HumanFormat format =
            new HumanFormat(new Sentences(Bundles.source()), Clock.fixed(NOW, ZoneOffset.UTC), ZoneId.of("Asia/Tokyo"));

    @AfterEach
    void forgetLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 B",
                "999 | 999 B",
                "1000 | 1.0 kB",
                "12345 | 12.3 kB",
                "99949 | 99.9 kB",
                "123456 | 123 kB",
                "999499 | 999 kB",
                "999500 | 1.0 MB",
                "1234567890 | 1.2 GB",
                "9223372036854775807 | 9.2 EB"
            })
    void writesAmountsWithThreeDigitsAtMost(long bytes, String expected) {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(format.bytes(bytes)).isEqualTo(expected.replace(' ', '\u00a0'));
    }

    @ParameterizedTest
    @CsvSource({"240, 0.2", "9940, 9.9", "9960, 10", "24300, 24", "1234567, '1,235'"})
    void writesShortTimesInMilliseconds(long micros, String expected) {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(format.milliseconds(Duration.of(micros, ChronoUnit.MICROS))).isEqualTo(expected + "\u00a0ms");
    }

    @Test
    void writesRatesInBits() {
        LocaleContextHolder.setLocale(Locale.JAPANESE);
        assertThat(format.bitsPerSecond(12_300_000)).isEqualTo("12.3\u00a0Mbit/s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-24T11:59:18Z | 42 s | 42秒",
                "2026-11-24T11:15:00Z | 45 min | 45分",
                "2026-11-24T09:55:00Z | 2 h 5 min | 2時間5分",
                "2026-11-21T11:00:00Z | 3 d 1 h | 3日1時間",
                "2026-11-24T12:00:05Z | 0 s | 0秒"
            })
    void saysHowLongAgo(Instant moment, String english, String japanese) {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(format.since(moment)).isEqualTo(english);
        LocaleContextHolder.setLocale(Locale.JAPANESE);
        assertThat(format.since(moment)).isEqualTo(japanese);
    }

    @Test
    void leavesTheDateOutToday() {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(format.moment(NOW)).isEqualTo("21:00");
        assertThat(format.moment(Instant.parse("2026-11-24T15:30:00Z"))).isEqualTo("25 Nov 2026, 00:30");
        assertThat(format.day(NOW)).isEqualTo("24 Nov 2026");
        LocaleContextHolder.setLocale(Locale.JAPANESE);
        assertThat(format.moment(NOW)).isEqualTo("21:00");
        assertThat(format.day(NOW)).isEqualTo("2026/11/24");
    }

    @Test
    void takesTheFirstLetterWhole() {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(format.initial("taro")).isEqualTo("T");
        assertThat(format.initial("花子")).isEqualTo("花");
        assertThat(format.initial("𠮷田")).isEqualTo("𠮷");
    }
}
