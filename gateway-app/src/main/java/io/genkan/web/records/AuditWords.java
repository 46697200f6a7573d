package io.genkan.web.records;

import io.genkan.audit.AuditEvent;
import io.genkan.net.BadInputException;
import io.genkan.web.Sentences;
import org.springframework.context.NoSuchMessageException;
import org.springframework.stereotype.Component;

/// The words of the audit log, in the language of the page.
@Component
class AuditWords {
    private final Sentences sentences;

    AuditWords(Sentences sentences) {
        this.sentences = sentences;
    }

    String event(AuditEvent event) {
        return sentences.of(BadInputException.messageKey(event));
    }

    String actor(String name) {
        return switch (name) {
            case "" -> sentences.of("audit.actor.unknown");
            case "owner" -> sentences.of("audit.actor.owner");
            case "gateway" -> sentences.of("audit.actor.gateway");
            default -> name;
        };
    }

    String origin(String origin) {
        return origin.equals("command line") ? sentences.of("audit.origin.command-line") : origin;
    }

    /// What an older or a newer Genkan has written may have a reason that this one has no words for.
    String reason(String key) {
        if (key.isEmpty()) {
            return "";
        }
        try {
            return sentences.of("audit." + key);
        } catch (NoSuchMessageException e) {
            return key.substring(key.lastIndexOf('.') + 1);
        }
    }

    String times(String count) {
        return sentences.of("audit.times", count);
    }

    String volume(String in, String out) {
        return sentences.of("audit.volume", in, out);
    }
}
