package io.genkan.web;

import io.genkan.net.BadInputException;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// The sentences for the owner, in the language of the page that is being made.
@Component
public class Sentences {
    private final MessageSource messages;

    Sentences(MessageSource messages) {
        this.messages = messages;
    }

    /// What is wrong with something that the owner typed, and what to do.
    public String of(BadInputException problem) {
        return of(problem.messageKey(), problem.facts().toArray());
    }

    /// The sentence of a key, with the facts filled in as they are: a port is `8443` in it, not `8,443`.
    public String of(String key, Object... facts) {
        Object[] asText = new Object[facts.length];
        for (int i = 0; i < facts.length; i++) {
            asText[i] = facts[i].toString();
        }
        return messages.getMessage(key, asText, LocaleContextHolder.getLocale());
    }
}
