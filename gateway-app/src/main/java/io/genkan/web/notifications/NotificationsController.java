package io.genkan.web.notifications;

import io.genkan.net.BadInputException;
import io.genkan.notify.Delivery;
import io.genkan.notify.NotificationSettings;
import io.genkan.notify.Notifications;
import io.genkan.web.Sentences;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// How the owner is notified of what happens at the door.
@Controller
class NotificationsController {
    private static final String BACK = "redirect:/notifications";

    private final Notifications notifications;
    private final Sentences sentences;

    NotificationsController(Notifications notifications, Sentences sentences) {
        this.notifications = notifications;
        this.sentences = sentences;
    }

    @GetMapping("/notifications")
    String show(Model model) {
        return form(NotificationForm.of(notifications.settings()), List.of(), model);
    }

    /// Messages come in the language in which the form was sent.
    @PostMapping("/notifications")
    String change(NotificationForm form, Locale language, Model model, RedirectAttributes next) {
        try {
            notifications.change(form.change(language));
        } catch (BadInputException problem) {
            return form(form, List.of(sentences.of(problem)), model);
        }
        next.addFlashAttribute("notice", sentences.of("notifications.saved"));
        return BACK;
    }

    @PostMapping("/notifications/test")
    String test(RedirectAttributes next) {
        try {
            if (notifications.test() instanceof Delivery.Delivered) {
                next.addFlashAttribute("notice", sentences.of("notifications.tested"));
            }
        } catch (BadInputException problem) {
            next.addFlashAttribute("notice", sentences.of(problem));
        }
        return BACK;
    }

    @PostMapping("/notifications/off")
    String turnOff(RedirectAttributes next) {
        notifications.turnOff();
        next.addFlashAttribute("notice", sentences.of("notifications.is-off"));
        return BACK;
    }

    private String form(NotificationForm form, List<String> problems, Model model) {
        Optional<NotificationSettings> settings = notifications.settings();
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("choices", NotificationForm.choices());
        model.addAttribute("setUp", settings.isPresent());
        model.addAttribute(
                "hasToken", settings.flatMap(NotificationSettings::token).isPresent());
        model.addAttribute("trouble", notifications.trouble().map(this::words).orElse(""));
        return "notifications";
    }

    private String words(Delivery.Failed failed) {
        return sentences.of(
                BadInputException.messageKey(failed.reason()), failed.facts().toArray());
    }
}
