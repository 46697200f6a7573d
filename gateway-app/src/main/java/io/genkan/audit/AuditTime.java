package io.genkan.audit;

import io.genkan.net.BadInputException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/// A point of time as people write it: a day (`2026-11-24`), or so many days or hours ago (`7d`, `12h`).
public final class AuditTime {
    private AuditTime() {}

    /// Reads it.
    ///
    /// @throws BadInputException if it is none
    public static Instant parse(String typed, Instant now, ZoneId home) {
        String text = typed.strip().toLowerCase(Locale.ROOT);
        if (text.matches("\\d{1,5}[dh]")) {
            long count = Long.parseLong(text.substring(0, text.length() - 1));
            return now.minus(text.endsWith("d") ? Duration.ofDays(count) : Duration.ofHours(count));
        }
        try {
            return LocalDate.parse(text).atStartOfDay(home).toInstant();
        } catch (DateTimeException e) {
            throw new BadInputException(AuditProblem.NOT_A_TIME, typed);
        }
    }
}
