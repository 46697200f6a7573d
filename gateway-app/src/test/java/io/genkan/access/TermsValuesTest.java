package io.genkan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genkan.net.BadInputException;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Hours, rates and volumes as they are written.
class TermsValuesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sat,Sun 10:00-22:00 | Sat,Sun 10:00-22:00",
                "sunday,SATURDAY 9:00 - 22:00 | Sat,Sun 09:00-22:00",
                "Mon-Fri 18:00-24:00 | Mon,Tue,Wed,Thu,Fri 18:00-24:00",
                "Fri-Mon 22:00-06:00 | Mon,Fri,Sat,Sun 22:00-06:00",
                "Mon-Sun 00:00-24:00 | daily 00:00-24:00"
            })
    void readsBackTheHoursThatItPrints(String text, String printed) {
        assertThat(WeeklyWindow.parse(text)).hasToString(printed);
        assertThat(WeeklyWindow.parse(printed)).isEqualTo(WeeklyWindow.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Sat",
                "10:00-22:00",
                "Sat 10-22",
                "Sat 10:00-10:00",
                "Sat 25:00-26:00",
                "Day 1:00-2:00",
                ", 1:00-2:00"
            })
    void refusesWhatAreNoHours(String text) {
        refuses(WeeklyWindow::parse, text, AccessProblem.NOT_A_WINDOW);
    }

    @ParameterizedTest
    @CsvSource({
        "Sat 10:00-22:00, 2026-05-02T10:00, true",
        "Sat 10:00-22:00, 2026-05-02T09:59:59, false",
        "Sat 10:00-22:00, 2026-05-02T22:00, false",
        "Sat 10:00-22:00, 2026-05-03T12:00, false",
        "Sat 22:00-06:00, 2026-05-02T23:00, true",
        "Sat 22:00-06:00, 2026-05-03T05:59, true",
        "Sat 22:00-06:00, 2026-05-03T06:00, false",
        "Sat 22:00-06:00, 2026-05-02T05:00, false",
        "Sat 18:00-24:00, 2026-05-02T23:59:59, true",
        "Sat 18:00-24:00, 2026-05-03T00:00, false",
        "Sat 00:00-24:00, 2026-05-02T00:00, true",
        "Sat 00:00-24:00, 2026-05-03T00:00, false"
    })
    void knowsWhatLiesInTheHours(String text, LocalDateTime moment, boolean within) {
        assertThat(WeeklyWindow.parse(text).contains(moment)).isEqualTo(within);
    }

    /// On 29 March 2026 Berlin has no 02:30.
    @Test
    void beginsLaterWhereTheClockJumpsOverTheBeginning() {
        ZonedDateTime before = ZonedDateTime.parse("2026-03-29T01:00+01:00[Europe/Berlin]");
        assertThat(WeeklyWindow.nextBeginning(List.of(WeeklyWindow.parse("daily 02:30-04:00")), before))
                .isEqualTo(ZonedDateTime.parse("2026-03-29T03:30+02:00[Europe/Berlin]"));
    }

    @Test
    void beginsNextWeekAtTheEarliestWhereItHasJustBegunToday() {
        ZonedDateTime now = ZonedDateTime.of(2026, 5, 2, 10, 0, 0, 0, FriendsOnDisk.HOME);
        assertThat(WeeklyWindow.nextBeginning(List.of(WeeklyWindow.parse("Sat 10:00-11:00")), now))
                .isEqualTo(now.plusWeeks(1));
    }

    @ParameterizedTest
    @CsvSource({"512k, 512k", "20M, 20M", "20 Mbit/s, 20M", "1000000, 1M", "1G, 1G", "8001, 8001"})
    void readsBackTheRateThatItPrints(String text, String printed) {
        assertThat(BitRate.parse(text)).hasToString(printed);
        assertThat(BitRate.parse(printed)).isEqualTo(BitRate.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1M", "1", "7k", "101G", "999999999G", "20MB", "fast", "1.5M"})
    void refusesWhatIsNoRate(String text) {
        refuses(BitRate::parse, text, AccessProblem.NOT_A_RATE);
    }

    @ParameterizedTest
    @CsvSource({"500MB, 500MB", "50G, 50GB", "2000 gb, 2TB", "7B, 7B"})
    void readsBackTheVolumeThatItPrints(String text, String printed) {
        assertThat(DataVolume.parse(text)).hasToString(printed);
        assertThat(DataVolume.parse(printed)).isEqualTo(DataVolume.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0GB", "5", "-5GB", "1001TB", "999999999999999TB", "much"})
    void refusesWhatIsNoVolume(String text) {
        refuses(DataVolume::parse, text, AccessProblem.NOT_A_VOLUME);
    }

    private static void refuses(Function<String, ?> read, String text, AccessProblem problem) {
        assertThatThrownBy(() -> read.apply(text))
                .as("refusal of <%s>", text)
                .isInstanceOfSatisfying(
                        BadInputException.class, e -> assertThat(e.reason()).isEqualTo(problem));
    }
}
