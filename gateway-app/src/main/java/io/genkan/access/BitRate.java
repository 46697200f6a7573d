package io.genkan.access;

import io.genkan.net.BadInputException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A rate of a line, written with a decimal unit: `512k`, `20M` or `1G` (bit/s).
///
/// @param bitsPerSecond at least 8000
public record BitRate(long bitsPerSecond) {
    private static final long KILO = 1000;
    private static final long MEGA = KILO * KILO;
    private static final long GIGA = MEGA * KILO;
    private static final long LEAST = 8 * KILO;
    private static final long MOST = 100 * GIGA;
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*([kmg])?(?:bit/s)?");

    /// @throws BadInputException if no line is that slow, or that fast
    public BitRate {
        if (bitsPerSecond < LEAST || bitsPerSecond > MOST) {
            throw new BadInputException(AccessProblem.NOT_A_RATE, bitsPerSecond);
        }
    }

    /// Reads a rate.
    ///
    /// @throws BadInputException if it is none
    public static BitRate parse(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new BadInputException(AccessProblem.NOT_A_RATE, text);
        }
        String unit = form.group(2);
        long times = unit == null ? 1 : unit.equals("k") ? KILO : unit.equals("m") ? MEGA : GIGA;
        return new BitRate(Long.parseLong(form.group(1)) * times);
    }

    @Override
    public String toString() {
        if (bitsPerSecond % GIGA == 0) {
            return bitsPerSecond / GIGA + "G";
        }
        if (bitsPerSecond % MEGA == 0) {
            return bitsPerSecond / MEGA + "M";
        }
        return bitsPerSecond % KILO == 0 ? bitsPerSecond / KILO + "k" : Long.toString(bitsPerSecond);
    }
}
