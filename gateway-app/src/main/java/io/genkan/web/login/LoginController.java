package io.genkan.web.login;

import io.genkan.owner.OwnerAccount;
import io.genkan.web.Sentences;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The login page. Why a login was refused, or has ended, stands in the address of the page, since there is no
/// session yet that could remember it.
@Controller
class LoginController {
    private final OwnerAccount account;
    private final Sentences sentences;

    LoginController(OwnerAccount account, Sentences sentences) {
        this.account = account;
        this.sentences = sentences;
    }

    @GetMapping("/login")
    String login(@Nullable Authentication authentication, @RequestParam Map<String, String> query, Model model) {
        if (authentication != null && authentication.isAuthenticated()) {
            return "redirect:/";
        }
        if (!account.hasPassword()) {
            return "login-unset";
        }
        problem(query).ifPresent(p -> model.addAttribute("problem", p));
        notice(query).ifPresent(n -> model.addAttribute("notice", n));
        return "login";
    }

    private Optional<String> problem(Map<String, String> query) {
        if (query.containsKey("wrong")) {
            return Optional.of(sentences.of("login.wrong"));
        }
        String wait = query.getOrDefault("wait", "");
        return wait.matches("[0-9]{1,4}") ? Optional.of(sentences.of("login.wait", wait)) : Optional.empty();
    }

    private Optional<String> notice(Map<String, String> query) {
        for (String reason : new String[] {"left", "ended", "expired", "changed"}) {
            if (query.containsKey(reason)) {
                return Optional.of(sentences.of("login." + reason));
            }
        }
        return Optional.empty();
    }
}
