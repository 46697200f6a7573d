package io.genkan.notify;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.MessageSource;
import tools.jackson.databind.json.JsonMapper;

/// Writes a notification as the request that a webhook takes. Sends nothing.
final class WebhookMessages {
    private static final JsonMapper JSON = new JsonMapper();

    private final MessageSource texts;

    WebhookMessages(MessageSource texts) {
        this.texts = texts;
    }

    HttpRequest of(Notification notification, NotificationSettings settings, Duration timeout) {
        String title = text(notification, settings, "title");
        String body = text(notification, settings, "text");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(settings.url().uri()).timeout(timeout);
        settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token.secret()));
        switch (settings.format()) {
            case NTFY ->
                request.header("Title", encodedWord(title))
                        .header("Content-Type", "text/plain; charset=utf-8")
                        .POST(BodyPublishers.ofString(body));
            case JSON ->
                request.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(fields(notification, title, body))));
        }
        return request.build();
    }

    private static Map<String, String> fields(Notification notification, String title, String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("event", notification.kind().toString());
        fields.put("title", title);
        fields.put("text", body);
        fields.put("subject", notification.subject());
        fields.put("detail", notification.detail());
        fields.put("at", notification.at().toString());
        return fields;
    }

    private String text(Notification notification, NotificationSettings settings, String part) {
        return texts.getMessage(
                "notification." + notification.kind() + "." + part,
                new Object[] {notification.subject(), notification.detail()},
                settings.language());
    }

    /// Headers are ASCII; ntfy reads RFC 2047.
    private static String encodedWord(String text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
