package io.genkan.sshd;

import io.genkan.net.BadInputException;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// What friends are told, out of the same texts as the pages.
@Component
class FriendWords {
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

    String text(String key, Object... facts) {
        return text(Locale.ENGLISH, key, facts);
    }

    /// In another language, for what a client shows as it comes; what it shows in an error has to be plain letters.
    String text(Locale language, String key, Object... facts) {
        return texts.getMessage(key, facts, language);
    }
}
