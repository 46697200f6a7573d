package io.genkan.web.notifications;

import io.genkan.access.FriendName;
import io.genkan.notify.NotificationChange;
import io.genkan.notify.NotificationKind;
import io.genkan.notify.NotificationSettings;
import io.genkan.web.FormText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The form about notifications, as it was sent; a field that is missing is an empty one.
///
/// @param url where they go
/// @param format `ntfy` or `json`
/// @param token a new one; empty keeps the old one
/// @param noToken anything, if there is to be none
/// @param kinds of what
/// @param hops the friends that are hops, one a line
record NotificationForm(String url, String format, String token, String noToken, List<String> kinds, String hops) {
    NotificationForm(
            @Nullable String url,
            @Nullable String format,
            @Nullable String token,
            @Nullable String noToken,
            @Nullable List<String> kinds,
            @Nullable String hops) {
        this.url = FormText.orEmpty(url);
        this.format = FormText.orEmpty(format);
        this.token = FormText.orEmpty(token);
        this.noToken = FormText.orEmpty(noToken);
        this.kinds = kinds == null ? List.of() : List.copyOf(kinds);
        this.hops = FormText.orEmpty(hops);
    }

    /// One in which stands what is set up; the token does not.
    static NotificationForm of(Optional<NotificationSettings> settings) {
        return settings.map(NotificationForm::of)
                .orElseGet(() -> new NotificationForm("", "ntfy", "", "", choices(), ""));
    }

    private static NotificationForm of(NotificationSettings settings) {
        return new NotificationForm(
                settings.url().uri().toString(),
                settings.format().toString(),
                "",
                "",
                settings.kinds().stream().map(NotificationKind::toString).toList(),
                settings.hops().stream().map(FriendName::value).collect(Collectors.joining("\n")));
    }

    /// What there is to choose from.
    static List<String> choices() {
        return Arrays.stream(NotificationKind.values())
                .filter(kind -> kind != NotificationKind.TEST)
                .map(NotificationKind::toString)
                .toList();
    }

    NotificationChange change(Locale language) {
        return new NotificationChange(
                Optional.of(url),
                FormText.given(format),
                noToken.isEmpty() ? FormText.given(token) : Optional.of(NotificationChange.NO_TOKEN),
                Optional.of(kinds),
                Optional.of(FormText.lines(hops)),
                Optional.of(language.getLanguage()));
    }
}
