package io.genkan.web.friends;

import io.genkan.access.BitRate;
import io.genkan.access.DataVolume;
import io.genkan.access.Destination;
import io.genkan.access.Discovery;
import io.genkan.access.Friend;
import io.genkan.access.FriendChange;
import io.genkan.access.PolicyChange;
import io.genkan.access.Terms;
import io.genkan.access.WeeklyWindow;
import io.genkan.net.Attachment;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The form with what a friend may do, as it was sent; a field that is missing or empty means without.
///
/// @param destinations what he may reach, one a line
/// @param until when his access ends
/// @param windows his hours, one a line
/// @param rate how fast
/// @param volume how much in a month
/// @param attachment how his tunnels join the LAN
/// @param discovery how he may ask what is there
/// @param notes what the owner wants to remember of him
record ChangeForm(
        String destinations,
        String until,
        String windows,
        String rate,
        String volume,
        String attachment,
        String discovery,
        String notes) {
    private static final DateTimeFormatter TO_THE_MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final DateTimeFormatter TO_THE_SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    ChangeForm(
            @Nullable String destinations,
            @Nullable String until,
            @Nullable String windows,
            @Nullable String rate,
            @Nullable String volume,
            @Nullable String attachment,
            @Nullable String discovery,
            @Nullable String notes) {
        this.destinations = orEmpty(destinations);
        this.until = orEmpty(until);
        this.windows = orEmpty(windows);
        this.rate = orEmpty(rate);
        this.volume = orEmpty(volume);
        this.attachment = orEmpty(attachment);
        this.discovery = orEmpty(discovery);
        this.notes = orEmpty(notes);
    }

    /// The form that would leave everything as it is.
    static ChangeForm of(Friend friend, ZoneId home) {
        Terms terms = friend.policy().terms();
        return new ChangeForm(
                friend.policy().destinations().stream()
                        .map(Destination::toString)
                        .collect(Collectors.joining("\n")),
                terms.until().map(end -> written(end, home)).orElse(""),
                terms.windows().stream().map(WeeklyWindow::toString).collect(Collectors.joining("\n")),
                terms.rate().map(BitRate::toString).orElse(""),
                terms.monthlyVolume().map(DataVolume::toString).orElse(""),
                friend.attachment().map(Attachment::toString).orElse(""),
                terms.discovery().toString(),
                terms.notes());
    }

    FriendChange change() {
        return new FriendChange(
                new PolicyChange(
                        Optional.of(destinationLines()),
                        orWord(until, PolicyChange.NEVER),
                        windowLines().isEmpty()
                                ? Optional.of(List.of(PolicyChange.ALWAYS))
                                : Optional.of(windowLines()),
                        orWord(rate, PolicyChange.UNLIMITED),
                        orWord(volume, PolicyChange.UNLIMITED),
                        Optional.of(notes),
                        Optional.empty(),
                        Optional.empty(),
                        orWord(discovery, Discovery.NONE.toString())),
                orWord(attachment, FriendChange.USUAL));
    }

    List<String> destinationLines() {
        return lines(destinations);
    }

    /// Without the word that the command line takes for no hours.
    List<String> windowLines() {
        return lines(windows).stream()
                .filter(line -> !line.equalsIgnoreCase(PolicyChange.ALWAYS))
                .toList();
    }

    /// As it can be typed, and reads as the same moment: a day that ends with its end, or a day and a time.
    private static String written(Instant end, ZoneId home) {
        LocalDateTime local = LocalDateTime.ofInstant(end, home);
        if (local.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            return local.toLocalDate().minusDays(1).toString();
        }
        boolean minutes = local.equals(local.truncatedTo(ChronoUnit.MINUTES));
        return (minutes ? TO_THE_MINUTE : TO_THE_SECOND).format(local);
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    }

    private static Optional<String> orWord(String text, String word) {
        return Optional.of(text.isBlank() ? word : text);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
