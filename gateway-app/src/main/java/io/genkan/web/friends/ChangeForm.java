package io.genkan.web.friends;

import io.genkan.access.BitRate;
import io.genkan.access.DataVolume;
import io.genkan.access.Discovery;
import io.genkan.access.Friend;
import io.genkan.access.FriendChange;
import io.genkan.access.PolicyChange;
import io.genkan.access.Terms;
import io.genkan.net.Attachment;
import io.genkan.net.IpPrefix;
import io.genkan.web.FormText;
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
/// @param subnet what lies behind him
/// @param mapped under which addresses the LAN appears to him
/// @param callers who at home may reach him, one a line
/// @param maps ports of the gateway that lead to him, one a line
/// @param discovery how he may ask what is there
/// @param notes what the owner wants to remember of him
record ChangeForm(
        String destinations,
        String until,
        String windows,
        String rate,
        String volume,
        String attachment,
        String subnet,
        String mapped,
        String callers,
        String maps,
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
            @Nullable String subnet,
            @Nullable String mapped,
            @Nullable String callers,
            @Nullable String maps,
            @Nullable String discovery,
            @Nullable String notes) {
        this.destinations = FormText.orEmpty(destinations);
        this.until = FormText.orEmpty(until);
        this.windows = FormText.orEmpty(windows);
        this.rate = FormText.orEmpty(rate);
        this.volume = FormText.orEmpty(volume);
        this.attachment = FormText.orEmpty(attachment);
        this.callers = FormText.orEmpty(callers);
        this.maps = FormText.orEmpty(maps);
        this.subnet = FormText.orEmpty(subnet);
        this.mapped = FormText.orEmpty(mapped);
        this.discovery = FormText.orEmpty(discovery);
        this.notes = FormText.orEmpty(notes);
    }

    /// The form that would leave everything as it is.
    static ChangeForm of(Friend friend, ZoneId home) {
        Terms terms = friend.policy().terms();
        return new ChangeForm(
                written(friend.policy().destinations()),
                terms.until().map(end -> written(end, home)).orElse(""),
                written(terms.windows()),
                terms.rate().map(BitRate::toString).orElse(""),
                terms.monthlyVolume().map(DataVolume::toString).orElse(""),
                friend.attachment().map(Attachment::toString).orElse(""),
                friend.policy().subnet().map(IpPrefix::toString).orElse(""),
                friend.mapping().map(mapping -> mapping.shown().toString()).orElse(""),
                written(friend.policy().reverse().callers()),
                written(friend.policy().reverse().maps()),
                terms.discovery().toString(),
                terms.notes());
    }

    FriendChange change() {
        return new FriendChange(
                new PolicyChange(
                        Optional.of(destinationLines()),
                        orWord(until, PolicyChange.NEVER),
                        orWord(windowLines(), PolicyChange.ALWAYS),
                        orWord(rate, PolicyChange.UNLIMITED),
                        orWord(volume, PolicyChange.UNLIMITED),
                        Optional.of(notes),
                        orWord(callerLines(), PolicyChange.NOBODY),
                        orWord(mapLines(), PolicyChange.NONE_AT_ALL),
                        orWord(subnet, PolicyChange.NONE_AT_ALL),
                        orWord(discovery, Discovery.NONE.toString())),
                orWord(attachment, FriendChange.USUAL),
                orWord(mapped, FriendChange.NOT_MAPPED));
    }

    List<String> destinationLines() {
        return FormText.lines(destinations);
    }

    List<String> windowLines() {
        return linesBut(PolicyChange.ALWAYS, windows);
    }

    List<String> callerLines() {
        return linesBut(PolicyChange.NOBODY, callers);
    }

    List<String> mapLines() {
        return linesBut(PolicyChange.NONE_AT_ALL, maps);
    }

    /// Without the word that the command line takes for none.
    private static List<String> linesBut(String word, String text) {
        return FormText.lines(text).stream()
                .filter(line -> !line.equalsIgnoreCase(word))
                .toList();
    }

    private static String written(List<?> lines) {
        return lines.stream().map(Object::toString).collect(Collectors.joining("\n"));
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

    private static Optional<String> orWord(String text, String word) {
        return Optional.of(text.isBlank() ? word : text);
    }

    private static Optional<List<String>> orWord(List<String> lines, String word) {
        return Optional.of(lines.isEmpty() ? List.of(word) : lines);
    }
}
