package io.genkan.access;

import io.genkan.net.BadInputException;
import io.genkan.net.IpPrefix;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A change of a policy as the owner typed it; what is empty stays as it is.
///
/// @param destinations what he may reach, one each
/// @param until a day (all of it), a day and a time on the home's clock, or `never`
/// @param windows each a {@link WeeklyWindow}; or the one word `always`
/// @param rate a {@link BitRate}, or `unlimited`
/// @param volume a {@link DataVolume}, or `unlimited`
/// @param notes any text
/// @param callers who may reach him, a {@link Caller} each; or the one word `nobody`
/// @param maps each a {@link PortMap}; or the one word `none`
/// @param subnet the network behind him, or `none`
/// @param discovery a {@link Discovery}
public record PolicyChange(
        Optional<List<String>> destinations,
        Optional<String> until,
        Optional<List<String>> windows,
        Optional<String> rate,
        Optional<String> volume,
        Optional<String> notes,
        Optional<List<String>> callers,
        Optional<List<String>> maps,
        Optional<String> subnet,
        Optional<String> discovery) {
    /// Changes nothing.
    public static final PolicyChange NONE = new PolicyChange(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /// What is typed for an access that does not end.
    public static final String NEVER = "never";

    /// What is typed for no hours.
    public static final String ALWAYS = "always";

    /// What is typed for as fast, or as much, as it goes.
    public static final String UNLIMITED = "unlimited";

    /// What is typed for no callers.
    public static final String NOBODY = "nobody";

    /// What is typed for no port maps, and no subnet.
    public static final String NONE_AT_ALL = "none";

    private static final int LONGEST_NOTES = 2000;

    /// A change that leaves as it is who may reach him, what lies behind him, and how he may ask what is there.
    public PolicyChange(
            Optional<List<String>> destinations,
            Optional<String> until,
            Optional<List<String>> windows,
            Optional<String> rate,
            Optional<String> volume,
            Optional<String> notes) {
        this(
                destinations,
                until,
                windows,
                rate,
                volume,
                notes,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The policy after the change.
    ///
    /// @throws BadInputException if something of it cannot be read
    public Policy applyTo(Policy before, ZoneId home) {
        Terms terms = before.terms();
        return new Policy(
                destinations
                        .map(list -> list.stream().map(Destination::parse).toList())
                        .orElse(before.destinations()),
                new Terms(
                        until.map(text -> readUntil(text, home)).orElse(terms.until()),
                        windows.map(PolicyChange::readWindows).orElse(terms.windows()),
                        rate.map(PolicyChange::readRate).orElse(terms.rate()),
                        volume.map(PolicyChange::readVolume).orElse(terms.monthlyVolume()),
                        terms.disabled(),
                        discovery.map(Discovery::parse).orElse(terms.discovery()),
                        notes.map(PolicyChange::readNotes).orElse(terms.notes())),
                new Reverse(
                        callers.map(texts -> readAll(NOBODY, texts, Caller::parse))
                                .orElse(before.reverse().callers()),
                        maps.map(texts -> readAll(NONE_AT_ALL, texts, PortMap::parse))
                                .orElse(before.reverse().maps())),
                subnet.map(PolicyChange::readSubnet).orElse(before.subnet()));
    }

    private static <T> List<T> readAll(String word, List<String> texts, Function<String, T> read) {
        if (texts.size() == 1 && texts.getFirst().strip().equalsIgnoreCase(word)) {
            return List.of();
        }
        return texts.stream().map(read).toList();
    }

    private static <T> Optional<T> unless(String word, String text, Function<String, T> read) {
        return text.strip().equalsIgnoreCase(word) ? Optional.empty() : Optional.of(read.apply(text));
    }

    /// Reads hours.
    ///
    /// @throws BadInputException if they are none
    public static List<WeeklyWindow> readWindows(List<String> texts) {
        return readAll(ALWAYS, texts, WeeklyWindow::parse);
    }

    /// Reads an end.
    ///
    /// @throws BadInputException if it is none
    public static Optional<Instant> readUntil(String text, ZoneId home) {
        return unless(NEVER, text, end -> readMoment(end, home));
    }

    /// Reads a rate.
    ///
    /// @throws BadInputException if it is none
    public static Optional<BitRate> readRate(String text) {
        return unless(UNLIMITED, text, BitRate::parse);
    }

    /// Reads a monthly volume.
    ///
    /// @throws BadInputException if it is none
    public static Optional<DataVolume> readVolume(String text) {
        return unless(UNLIMITED, text, DataVolume::parse);
    }

    /// Reads the network behind a hop.
    ///
    /// @throws BadInputException if it is none
    public static Optional<IpPrefix> readSubnet(String text) {
        return unless(NONE_AT_ALL, text, Subnets::parse);
    }

    /// Reads notes.
    ///
    /// @throws BadInputException if they are too long
    public static String readNotes(String text) {
        if (text.length() > LONGEST_NOTES) {
            throw new BadInputException(AccessProblem.NOTES_TOO_LONG, LONGEST_NOTES);
        }
        return text.strip();
    }

    private static Instant readMoment(String text, ZoneId home) {
        String form = text.strip().replace(' ', 'T');
        try {
            LocalDateTime end = form.contains("T")
                    ? LocalDateTime.parse(form)
                    : LocalDate.parse(form).plusDays(1).atStartOfDay();
            return end.atZone(home).toInstant();
        } catch (DateTimeParseException e) {
            throw new BadInputException(AccessProblem.NOT_A_MOMENT, text);
        }
    }
}
