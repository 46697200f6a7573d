package io.genkan.notify;

import io.genkan.access.FriendName;
import io.genkan.net.BadInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A change of the settings as the owner typed it; what is empty stays as it is.
///
/// @param token the words of {@link #NO_TOKEN} remove the one that is kept
/// @param kinds of what to be notified
/// @param hops the names of the friends that are hops; the empty list means none
/// @param language `en` or `ja`
public record NotificationChange(
        Optional<String> url,
        Optional<String> format,
        Optional<String> token,
        Optional<List<String>> kinds,
        Optional<List<String>> hops,
        Optional<String> language) {
    /// In place of a token: there is to be none.
    public static final String NO_TOKEN = "";

    /// The settings after the change. A new host does not get the old one's token.
    ///
    /// @throws BadInputException if something of it cannot be read, or there is no URL yet
    NotificationSettings applyTo(Optional<NotificationSettings> before) {
        WebhookUrl to = url.map(WebhookUrl::parse)
                .or(() -> before.map(NotificationSettings::url))
                .orElseThrow(() -> new BadInputException(NotificationProblem.NOT_SET_UP));
        Optional<WebhookToken> kept =
                before.filter(settings -> sameServer(settings.url(), to)).flatMap(NotificationSettings::token);
        return new NotificationSettings(
                to,
                format.map(WebhookFormat::parse)
                        .or(() -> before.map(NotificationSettings::format))
                        .orElse(WebhookFormat.NTFY),
                token.map(NotificationChange::readToken).orElse(kept),
                kinds.map(NotificationChange::readKinds)
                        .or(() -> before.map(NotificationSettings::kinds))
                        .orElseGet(NotificationChange::everything),
                hops.map(names -> names.stream().map(FriendName::parse).toList())
                        .or(() -> before.map(NotificationSettings::hops))
                        .orElse(List.of()),
                language.map(text -> text.equals("ja") ? Locale.JAPANESE : Locale.ENGLISH)
                        .or(() -> before.map(NotificationSettings::language))
                        .orElse(Locale.ENGLISH));
    }

    private static boolean sameServer(WebhookUrl one, WebhookUrl other) {
        return one.uri().getAuthority().equalsIgnoreCase(other.uri().getAuthority())
                && one.uri().getScheme().equalsIgnoreCase(other.uri().getScheme());
    }

    private static Optional<WebhookToken> readToken(String text) {
        return text.equals(NO_TOKEN) ? Optional.empty() : Optional.of(new WebhookToken(text));
    }

    private static Set<NotificationKind> readKinds(List<String> texts) {
        return texts.stream().map(NotificationKind::parse).collect(Collectors.toSet());
    }

    private static Set<NotificationKind> everything() {
        return Arrays.stream(NotificationKind.values())
                .filter(kind -> kind != NotificationKind.TEST)
                .collect(Collectors.toSet());
    }
}
