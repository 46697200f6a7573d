package io.genkan.settings;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The clock of the lab: it goes ahead of the machine's, and is taken for synchronised. With it ends and hours can be
/// tried on a machine that no time server keeps right.
///
/// Whoever may give the JVM options has it, and nobody else: no file and no variable sets it. The log says so at each
/// start.
public final class LabClock {
    /// How much it goes ahead, in ISO 8601: `PT0S` for not at all.
    static final String PROPERTY = "genkan-lab.clock-ahead";

    private static final Logger log = LoggerFactory.getLogger(LabClock.class);

    private LabClock() {}

    /// Whether the gateway runs by it.
    public static boolean isIn() {
        return ahead().isPresent();
    }

    /// The clock by which the gateway runs: the machine's, if it is not in a lab.
    static Clock orMachines() {
        Optional<Duration> ahead = ahead();
        ahead.ifPresent(by -> log.warn(
                "The clock is taken for synchronised, and goes {} ahead: this is for the lab alone ({})",
                by,
                PROPERTY));
        return Clock.offset(Clock.systemUTC(), ahead.orElse(Duration.ZERO)).withZone(ZoneOffset.UTC);
    }

    private static Optional<Duration> ahead() {
        String given = System.getProperty(PROPERTY);
        try {
            return Optional.ofNullable(given).map(Duration::parse);
        } catch (DateTimeParseException e) {
            throw new CannotStartException(
                    "“" + given + "” is nothing by which the lab’s clock could go ahead.",
                    "Write it like PT25S, or leave " + PROPERTY + " out.",
                    e);
        }
    }
}
