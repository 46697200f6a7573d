package io.genkan.control;

import io.genkan.access.FriendName;
import io.genkan.net.BadInputException;
import io.genkan.notify.Delivery;
import io.genkan.notify.NotificationChange;
import io.genkan.notify.NotificationKind;
import io.genkan.notify.NotificationSettings;
import io.genkan.notify.Notifications;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The commands about notifications.
@Configuration(proxyBeanMethods = false)
class NotifyCommands {
    /// The settings as a program reads them: without the token, and of the URL no more than the host.
    ///
    /// @param trouble why the last one did not arrive; null if it did, or there was none
    record NotificationData(
            String host,
            String format,
            boolean token,
            List<String> kinds,
            List<String> hops,
            String language,
            @Nullable String trouble) {
        static NotificationData of(NotificationSettings settings, @Nullable String trouble) {
            return new NotificationData(
                    settings.url().host(),
                    settings.format().toString(),
                    settings.token().isPresent(),
                    settings.kinds().stream()
                            .map(NotificationKind::toString)
                            .sorted()
                            .toList(),
                    settings.hops().stream().map(FriendName::value).toList(),
                    settings.language().getLanguage(),
                    trouble);
        }

        String words() {
            return "Notifications go to %s (%s%s), in the language %s.\n  of %s%s%s"
                    .formatted(
                            host,
                            format,
                            token ? ", with a token" : "",
                            language,
                            kinds.isEmpty() ? "nothing" : String.join(", ", kinds),
                            hops.isEmpty() ? "" : "\n  hops: " + String.join(", ", hops),
                            trouble == null ? "" : "\n  the last one did not arrive: " + trouble);
        }
    }

    @Bean
    ControlCommand notifyShow(Notifications notifications, MessageSource texts) {
        return ControlCommand.of("notify show", _ -> shown(notifications, texts));
    }

    @Bean
    ControlCommand notifySet(Notifications notifications, MessageSource texts) {
        return ControlCommand.of("notify set", request -> {
            boolean noHops = request.optional("no-hops").isPresent();
            notifications.change(new NotificationChange(
                    request.optional("url"),
                    request.optional("format"),
                    request.optional("token"),
                    given(request, "on"),
                    noHops ? Optional.of(List.of()) : given(request, "hop"),
                    request.optional("language")));
            return shown(notifications, texts);
        });
    }

    @Bean
    ControlCommand notifyOff(Notifications notifications) {
        return ControlCommand.of("notify off", _ -> {
            notifications.turnOff();
            return ControlReply.done("You are not notified of anything.", Map.of());
        });
    }

    @Bean
    ControlCommand notifyTest(Notifications notifications, MessageSource texts) {
        return ControlCommand.of("notify test", _ -> switch (notifications.test()) {
            case Delivery.Delivered _ -> ControlReply.done("The webhook has taken the message.", Map.of());
            case Delivery.Failed failed -> ControlReply.refused(words(failed, texts));
        });
    }

    private static ControlReply shown(Notifications notifications, MessageSource texts) {
        return notifications
                .settings()
                .map(settings -> NotificationData.of(
                        settings,
                        notifications
                                .trouble()
                                .map(failed -> words(failed, texts))
                                .orElse(null)))
                .map(data -> ControlReply.done(data.words(), data))
                .orElseGet(() -> ControlReply.done(
                        "Notifications are not set up. Do so with: genkan notify set --url URL", Map.of()));
    }

    private static String words(Delivery.Failed failed, MessageSource texts) {
        return texts.getMessage(
                BadInputException.messageKey(failed.reason()), failed.facts().toArray(), Locale.ENGLISH);
    }

    private static Optional<List<String>> given(ControlRequest request, String name) {
        return Optional.of(request.all(name)).filter(values -> !values.isEmpty());
    }
}
