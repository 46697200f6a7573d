package io.genkan.access;

import io.genkan.net.BadInputException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An amount of data, written with a decimal unit: `500MB`, `50GB` or `2TB`.
///
/// @param bytes at least one
public record DataVolume(long bytes) {
    private static final long MEGA = 1_000_000;
    private static final long GIGA = 1000 * MEGA;
    private static final long TERA = 1000 * GIGA;
    private static final long MOST = 1000 * TERA;
    private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\s*(?:(b)|([mgt])b?)");

    /// @throws BadInputException if it is nothing, or too much to mean anything
    public DataVolume {
        if (bytes < 1 || bytes > MOST) {
            throw new BadInputException(AccessProblem.NOT_A_VOLUME, bytes);
        }
    }

    /// Reads an amount.
    ///
    /// @throws BadInputException if it is none
    public static DataVolume parse(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new BadInputException(AccessProblem.NOT_A_VOLUME, text);
        }
        String unit = form.group(3);
        long times = unit == null ? 1 : unit.equals("m") ? MEGA : unit.equals("g") ? GIGA : TERA;
        try {
            return new DataVolume(Math.multiplyExact(Long.parseLong(form.group(1)), times));
        } catch (ArithmeticException e) {
            throw new BadInputException(AccessProblem.NOT_A_VOLUME, text);
        }
    }

    @Override
    public String toString() {
        if (bytes % TERA == 0) {
            return bytes / TERA + "TB";
        }
        if (bytes % GIGA == 0) {
            return bytes / GIGA + "GB";
        }
        return bytes % MEGA == 0 ? bytes / MEGA + "MB" : bytes + "B";
    }
}
