package io.genkan.access;

import io.genkan.net.BadInputException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Hours of the week in which a friend may be inside, on the home's clock.
///
/// Written `DAYS FROM-TO`, for example `Sat,Sun 10:00-22:00`, `Mon-Fri 18:00-24:00` or `daily 22:00-06:00`. A window
/// that ends earlier on the clock than it begins ends on the next day, and belongs to the day on which it begins.
///
/// @param days on which it begins
/// @param from its first minute
/// @param to the first minute that is not in it any more; midnight is that at the end of the day
public record WeeklyWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    private static final Pattern FORM =
            Pattern.compile("(?<days>[a-z,-]+)\\s+(?<from>\\d\\d?:\\d\\d)\\s*-\\s*(?<to>\\d\\d?:\\d\\d)");
    private static final int DAYS = 7;
    private static final int ABBREVIATION = 3;
    private static final String END_OF_DAY = "24:00";

    /// @throws BadInputException if it has no days, or no time between its ends
    public WeeklyWindow {
        if (days.isEmpty() || (from.equals(to) && !from.equals(LocalTime.MIDNIGHT))) {
            throw new BadInputException(AccessProblem.NOT_A_WINDOW, from + "-" + to);
        }
        days = Set.copyOf(days);
    }

    /// Reads a window.
    ///
    /// @throws BadInputException if it is none
    public static WeeklyWindow parse(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new BadInputException(AccessProblem.NOT_A_WINDOW, text);
        }
        try {
            return new WeeklyWindow(daysOf(form.group("days"), text), time(form.group("from")), end(form.group("to")));
        } catch (DateTimeParseException e) {
            throw new BadInputException(AccessProblem.NOT_A_WINDOW, text);
        }
    }

    /// Whether a moment on the home's clock lies in it.
    boolean contains(LocalDateTime now) {
        LocalTime time = now.toLocalTime();
        if (endsOnTheNextDay()) {
            return (days.contains(now.getDayOfWeek()) && !time.isBefore(from))
                    || (days.contains(now.getDayOfWeek().minus(1)) && time.isBefore(to));
        }
        return days.contains(now.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
    }

    /// When one of the windows begins next; there must be one.
    static ZonedDateTime nextBeginning(List<WeeklyWindow> windows, ZonedDateTime now) {
        return windows.stream()
                .flatMap(window -> window.beginningsFrom(now.toLocalDate()))
                .map(beginning -> beginning.atZone(now.getZone()))
                .filter(beginning -> beginning.isAfter(now))
                .min(ZonedDateTime::compareTo)
                .orElseThrow();
    }

    private Stream<LocalDateTime> beginningsFrom(LocalDate today) {
        return IntStream.rangeClosed(0, DAYS)
                .mapToObj(today::plusDays)
                .filter(day -> days.contains(day.getDayOfWeek()))
                .map(day -> day.atTime(from));
    }

    private boolean endsOnTheNextDay() {
        return !from.isBefore(to);
    }

    private static Set<DayOfWeek> daysOf(String text, String whole) {
        if (text.equals("daily")) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("-", -1);
            DayOfWeek first = day(ends[0], whole);
            DayOfWeek last = day(ends[ends.length - 1], whole);
            for (DayOfWeek day = first; ; day = day.plus(1)) {
                days.add(day);
                if (day == last) {
                    break;
                }
            }
        }
        return days;
    }

    private static DayOfWeek day(String text, String whole) {
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().toLowerCase(Locale.ROOT);
            if (text.equals(name) || text.equals(name.substring(0, ABBREVIATION))) {
                return day;
            }
        }
        throw new BadInputException(AccessProblem.NOT_A_WINDOW, whole);
    }

    private static LocalTime end(String text) {
        return text.equals(END_OF_DAY) ? LocalTime.MIDNIGHT : time(text);
    }

    private static LocalTime time(String text) {
        return LocalTime.parse(text.length() < "00:00".length() ? "0" + text : text);
    }

    @Override
    public String toString() {
        String named = days.size() == DAYS
                ? "daily"
                : days.stream()
                        .sorted()
                        .map(day -> day.name().charAt(0)
                                + day.name().substring(1, ABBREVIATION).toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(","));
        return named + " " + from + "-" + (to.equals(LocalTime.MIDNIGHT) ? END_OF_DAY : to);
    }
}
