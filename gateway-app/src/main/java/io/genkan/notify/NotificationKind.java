package io.genkan.notify;

import io.genkan.net.BadInputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What the owner can be notified of.
public enum NotificationKind {
    /// A friend has opened a tunnel.
    FRIEND_IN,
    /// Somebody waits to be let in.
    REQUEST,
    /// A hop has no tunnel any more.
    HOP_DOWN,
    /// Nothing has happened; the owner tries it out.
    TEST;

    /// Reads one that the owner can choose.
    ///
    /// @throws BadInputException if it is none
    public static NotificationKind parse(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind != TEST && kind.toString().equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        NotificationProblem.NOT_A_KIND,
                        text,
                        Arrays.stream(values())
                                .filter(kind -> kind != TEST)
                                .map(NotificationKind::toString)
                                .collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
