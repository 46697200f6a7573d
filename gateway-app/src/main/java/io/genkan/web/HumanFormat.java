package io.genkan.web;

import java.text.NumberFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// How amounts, rates and times are written for people, in the language of the page that is being made.
///
/// Units are decimal, as on the box of a disk and in the contract with a provider. Times are in the gateway's
/// own zone.
@Component
public class HumanFormat {
    private static final String[] PREFIXES = {"", "k", "M", "G", "T", "P", "E"};
    private static final int STEP = 1_000;
    private static final double SHOWS_TENTHS_BELOW = 99.95;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double SHOWS_TENTHS_OF_MILLIS_BELOW = 9.95;
    /// Keeps the number and its unit on one line.
    private static final char NO_BREAK_SPACE = '\u00a0';

    private final Sentences sentences;
    private final Clock clock;
    private final ZoneId here;

    @Autowired
    HumanFormat(Sentences sentences, Clock clock) {
        this(sentences, clock, ZoneId.systemDefault());
    }

    HumanFormat(Sentences sentences, Clock clock, ZoneId here) {
        this.sentences = sentences;
        this.clock = clock;
        this.here = here;
    }

    /// An amount of data, such as `12.3 MB`.
    public String bytes(long bytes) {
        return scaled(bytes, "B");
    }

    /// A rate, such as `12.3 Mbit/s`.
    public String bitsPerSecond(long rate) {
        return scaled(rate, "bit/s");
    }

    /// A short time, such as `24 ms` or `0.3 ms`.
    public String milliseconds(Duration time) {
        double millis = time.toNanos() / NANOS_PER_MILLI;
        NumberFormat form = NumberFormat.getNumberInstance(locale());
        form.setMaximumFractionDigits(millis < SHOWS_TENTHS_OF_MILLIS_BELOW ? 1 : 0);
        return form.format(millis) + NO_BREAK_SPACE + "ms";
    }

    /// A count, such as `12,345`.
    public String count(long number) {
        return NumberFormat.getIntegerInstance(locale()).format(number);
    }

    /// The first letter of a name, for the circle in front of it.
    public String initial(String name) {
        return name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(locale());
    }

    /// How long ago a moment was, in the two largest units, such as `2 h 5 min`.
    public String since(Instant moment) {
        Duration passed = Duration.between(moment, clock.instant());
        long seconds = Math.max(0, passed.toSeconds());
        if (seconds < Duration.ofMinutes(1).toSeconds()) {
            return sentences.of("time.seconds", seconds);
        }
        if (seconds < Duration.ofHours(1).toSeconds()) {
            return sentences.of("time.minutes", passed.toMinutes());
        }
        if (seconds < Duration.ofDays(1).toSeconds()) {
            return sentences.of("time.hours", passed.toHours(), passed.toMinutesPart());
        }
        return sentences.of("time.days", passed.toDays(), passed.toHoursPart());
    }

    /// A moment: the time of day if it is today, else with the date.
    public String moment(Instant moment) {
        ZonedDateTime local = moment.atZone(here);
        LocalDate today = LocalDate.ofInstant(clock.instant(), here);
        DateTimeFormatter form = local.toLocalDate().equals(today)
                ? DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT);
        return form.withLocale(written()).format(local);
    }

    /// A day, such as `24 Nov 2026`.
    public String day(Instant moment) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(written())
                .format(moment.atZone(here));
    }

    private static String scaled(long amount, String unit) {
        double value = amount;
        int prefix = 0;
        // 999.5 would be rounded to 1000, which belongs to the next prefix.
        while (value >= STEP - 0.5 && prefix < PREFIXES.length - 1) {
            value /= STEP;
            prefix++;
        }
        NumberFormat form = NumberFormat.getNumberInstance(locale());
        int decimals = prefix > 0 && value < SHOWS_TENTHS_BELOW ? 1 : 0;
        form.setMinimumFractionDigits(decimals);
        form.setMaximumFractionDigits(decimals);
        return form.format(value) + NO_BREAK_SPACE + PREFIXES[prefix] + unit;
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }

    /// English without a country is written the American way, month first and with am and pm. A gateway stands
    /// anywhere.
    private static Locale written() {
        return locale().equals(Locale.ENGLISH) ? Locale.UK : locale();
    }
}
