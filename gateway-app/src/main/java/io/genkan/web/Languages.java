package io.genkan.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/// Which language a page is in: the chosen one, else the browser's, else English.
///
/// The choice is kept in a cookie, since it has to hold on the login page too, where there is no session.
final class Languages implements LocaleResolver {
    /// The languages that there are sentences in; the first is the one for everybody else.
    static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.JAPANESE);

    private static final String COOKIE = "__Host-genkan-language";
    private static final Duration KEPT = Duration.ofDays(365);
    private static final String CHOSEN_NOW = Languages.class.getName();

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (request.getAttribute(CHOSEN_NOW) instanceof Locale chosen) {
            return chosen;
        }
        return remembered(request).or(() -> ofBrowser(request)).orElse(SPOKEN.getFirst());
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        if (response == null || locale == null || !SPOKEN.contains(locale)) {
            return;
        }
        request.setAttribute(CHOSEN_NOW, locale);
        ResponseCookie cookie = ResponseCookie.from(COOKIE, locale.getLanguage())
                .path("/")
                .secure(true)
                .httpOnly(true)
                .sameSite("Lax")
                .maxAge(KEPT)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private static Optional<Locale> remembered(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie == null) {
            return Optional.empty();
        }
        return SPOKEN.stream()
                .filter(l -> l.getLanguage().equals(cookie.getValue()))
                .findFirst();
    }

    private static Optional<Locale> ofBrowser(HttpServletRequest request) {
        String wishes = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        if (wishes == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Locale.lookup(LanguageRange.parse(wishes), SPOKEN));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
