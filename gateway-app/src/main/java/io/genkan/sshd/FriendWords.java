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

    private final MessageSource texts;

    FriendWords(MessageSource texts) {
        this.texts = texts;
    }

    String of(Enum<?> reason) {
        return text(BadInputException.messageKey(reason));
    }

    /// Why somebody may not come in; moments as the home's clock shows them.
    String of(AccessDecision.Refused refused) {
        Object[] facts = refused.facts().stream()
                .map(fact -> fact instanceof ZonedDateTime moment ? MOMENT.format(moment) : fact)
                .toArray();
        return text(BadInputException.messageKey(refused.reason()), facts);
    }

    String text(String key, Object... facts) {
        return texts.getMessage(key, facts, Locale.ENGLISH);
    }
}
