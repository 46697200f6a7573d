package io.genkan.access;

import io.genkan.net.BadInputException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// For how long an invitation is good, such as `7d`, `12h`, `30m` or `90s`.
public record InvitationLifetime(Duration duration) {
    private static final Duration LONGEST = Duration.ofDays(90);

    /// A week.
    public static final InvitationLifetime USUAL = new InvitationLifetime(Duration.ofDays(7));

    private static final Pattern FORM = Pattern.compile("(?<count>[1-9][0-9]{0,6})\\s*(?<unit>[smhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    /// @throws BadInputException if it is too long, or no time at all
    public InvitationLifetime {
        if (duration.compareTo(LONGEST) > 0 || !duration.isPositive()) {
            throw new BadInputException(InvitationProblem.NOT_A_LIFETIME, duration, LONGEST.toDays());
        }
    }

    /// Reads one.
    ///
    /// @throws BadInputException if it is none
    public static InvitationLifetime parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        Duration unit = form.matches() ? UNITS.get(form.group("unit")) : null;
        if (unit != null) {
            Duration duration = unit.multipliedBy(Long.parseLong(form.group("count")));
            if (duration.compareTo(LONGEST) <= 0) {
                return new InvitationLifetime(duration);
            }
        }
        throw new BadInputException(InvitationProblem.NOT_A_LIFETIME, text, LONGEST.toDays());
    }
}
