package io.genkan.access;

import io.genkan.net.BadInputException;
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
public record PolicyChange(
        Optional<List<String>> destinations,
        Optional<String> until,
        Optional<List<String>> windows,
        Optional<String> rate,
        Optional<String> volume,
        Optional<String> notes,
        Optional<List<String>> callers,
        Optional<List<String>> maps) {
    /// Changes nothing.
    public static final PolicyChange NONE = new PolicyChange(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final String NEVER = "never";
    private static final String ALWAYS = "always";
    private static final String UNLIMITED = "unlimited";
    private static final String NOBODY = "nobody";
    private static final String NONE_AT_ALL = "none";
    private static final int LONGEST_NOTES = 2000;

    /// A change that leaves as it is who may reach him.
    public PolicyChange(
            Optional<List<String>> destinations,
            Optional<String> until,
            Optional<List<String>> windows,
            Optional<String> rate,
            Optional<String> volume,
            Optional<String> notes) {
        this(destinations, until, windows, rate, volume, notes, Optional.empty(), Optional.empty());
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
                        until.map(text -> unless(NEVER, text, t -> readUntil(t, home)))
                                .orElse(terms.until()),
                        windows.map(texts -> readAll(ALWAYS, texts, WeeklyWindow::parse))
                                .orElse(terms.windows()),
                        rate.map(text -> unless(UNLIMITED, text, BitRate::parse))
                                .orElse(terms.rate()),
                        volume.map(text -> unless(UNLIMITED, text, DataVolume::parse))
                                .orElse(terms.monthlyVolume()),
                        terms.disabled(),
                        notes.map(PolicyChange::readNotes).orElse(terms.notes())),
                new Reverse(
                        callers.map(texts -> readAll(NOBODY, texts, Caller::parse))
                                .orElse(before.reverse().callers()),
                        maps.map(texts -> readAll(NONE_AT_ALL, texts, PortMap::parse))
                                .orElse(before.reverse().maps())));
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

    private static Instant readUntil(String text, ZoneId home) {
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

    private static String readNotes(String text) {
        if (text.length() > LONGEST_NOTES) {
            throw new BadInputException(AccessProblem.NOTES_TOO_LONG, LONGEST_NOTES);
        }
        return text.strip();
    }
}
