package io.genkan.sshd;

import io.genkan.access.AccessDecision;
import io.genkan.net.BadInputException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// What friends are told, out of the same texts as the pages.
@Component
class FriendWords {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm", Locale.ENGLISH);

    private static final DateTimeFormatter JAPANESE_MOMENT =
            DateTimeFormatter.ofPattern("uuuu年M月d日(E) HH:mm", Locale.JAPANESE);

    private final MessageSource texts;

    FriendWords(MessageSource texts) {
        this.texts = texts;
    }

    String of(Enum<?> reason) {
        return text(key(reason));
    }

    static String key(Enum<?> reason) {
        return BadInputException.messageKey(reason);
    }

    /// Why somebody may not come in; moments as the home's clock shows them.
    String of(AccessDecision.Refused refused) {
        return of(Locale.ENGLISH, refused);
    }

    private String of(Locale language, AccessDecision.Refused refused) {
        boolean japanese = language.getLanguage().equals(Locale.JAPANESE.getLanguage());
        DateTimeFormatter moments = japanese ? JAPANESE_MOMENT : MOMENT;
        Object[] facts = refused.facts().stream()
                .map(fact -> fact instanceof ZonedDateTime moment ? moments.format(moment) : fact)
                .toArray();
        return text(language, key(refused.reason()), facts);
    }

    /// Why somebody may not have a connection.
    ///
    /// @param where he wants to go; told where the reason has no facts of its own
    String of(Locale language, AccessDecision.Refused refused, String where) {
        return refused.facts().isEmpty() ? text(language, key(refused.reason()), where) : of(language, refused);
    }

    String text(String key, Object... facts) {
        return text(Locale.ENGLISH, key, facts);
    }

    /// In another language, for what a client shows as it comes; what it shows in an error has to be plain letters.
    String text(Locale language, String key, Object... facts) {
        return texts.getMessage(key, facts, language);
    }
}
