package io.genkan.notify;

import io.genkan.net.BadInputException;
import java.util.regex.Pattern;

/// What a webhook asks for as `Authorization: Bearer`. A secret: it shows itself nowhere.
public record WebhookToken(String secret) {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,500}");

    /// @throws BadInputException if it could not stand in a header
    public WebhookToken {
        if (!FORM.matcher(secret).matches()) {
            throw new BadInputException(NotificationProblem.NOT_A_TOKEN);
        }
    }

    @Override
    public String toString() {
        return "…";
    }
}
