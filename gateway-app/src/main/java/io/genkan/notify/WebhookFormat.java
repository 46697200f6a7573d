package io.genkan.notify;

import io.genkan.net.BadInputException;
import java.util.Arrays;
import java.util.Locale;

/// The form in which a webhook takes messages.
public enum WebhookFormat {
    /// ntfy: the text is the body, the title a header.
    NTFY,
    /// One JSON object.
    JSON;

    /// Reads one.
    ///
    /// @throws BadInputException if it is none
    public static WebhookFormat parse(String text) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> new BadInputException(NotificationProblem.NOT_A_FORMAT, text, "ntfy, json"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
