package io.genkan.web.login;

import io.genkan.net.BadInputException;
import io.genkan.owner.OwnerAccount;
import io.genkan.web.Sentences;
import io.genkan.web.login.LoginRefusedException.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Changing the owner's password: whoever finds the page open still has to know the present one.
@Controller
class PasswordController {
    private static final Logger log = LoggerFactory.getLogger(PasswordController.class);

    private final OwnerAccount account;
    private final OwnerAuthentication authentication;
    private final Sentences sentences;

    PasswordController(OwnerAccount account, OwnerAuthentication authentication, Sentences sentences) {
        this.account = account;
        this.authentication = authentication;
        this.sentences = sentences;
    }

    @GetMapping("/password")
    String form() {
        return "password";
    }

    /// Every login ends with it, this one too. What was typed is not shown again: nobody should read it over a
    /// shoulder.
    @PostMapping("/password")
    String change(
            @RequestParam(defaultValue = "") String present,
            @RequestParam(defaultValue = "") String fresh,
            @RequestParam(defaultValue = "") String again,
            HttpServletRequest request,
            Model model) {
        InetAddress source = OwnerAuthentication.sourceOf(new WebAuthenticationDetails(request));
        if (!fresh.equals(again)) {
            return wrong("again", sentences.of("password.differ"), model);
        }
        try {
            authentication.prove(present, source);
            account.setPassword(fresh);
        } catch (LoginRefusedException refused) {
            return wrong("present", words(refused.refusal()), model);
        } catch (BadInputException problem) {
            return wrong("fresh", sentences.of(problem), model);
        }
        log.info("The owner changed his password from {}", source.getHostAddress());
        return "redirect:/login?changed";
    }

    private static String wrong(String field, String why, Model model) {
        model.addAttribute(field + "Problem", why);
        return "password";
    }

    private String words(Refusal refusal) {
        return switch (refusal) {
            case Refusal.TooMany(Duration remaining) ->
                sentences.of("login.wait", LoginSecurity.secondsRoundedUp(remaining));
            case Refusal.Wrong() -> sentences.of("login.wrong");
            case Refusal.NoPasswordYet() -> sentences.of("login.unset.text");
        };
    }
}
