package io.genkan.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LanguagesTest {
    private final Languages languages = new Languages();
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ja | ja",
                "ja-JP,en;q=0.5 | ja",
                "de,en;q=0.8,ja;q=0.5 | en",
                "de,ja;q=0.5 | ja",
                "de | en",
                "* | en",
                ";;; | en"
            })
    void followsTheBrowser(String wishes, String expected) {
        request.addHeader("Accept-Language", wishes);
        assertThat(languages.resolveLocale(request)).isEqualTo(Locale.of(expected));
    }

    @Test
    void speaksEnglishToWhoSaysNothing() {
        assertThat(languages.resolveLocale(request)).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void prefersWhatWasChosen() {
        request.addHeader("Accept-Language", "en");
        request.setCookies(new Cookie("__Host-genkan-language", "ja"));
        assertThat(languages.resolveLocale(request)).isEqualTo(Locale.JAPANESE);
    }

    @Test
    void takesNoOtherLanguageFromTheCookie() {
        request.setCookies(new Cookie("__Host-genkan-language", "fr\"><script>"));
        assertThat(languages.resolveLocale(request)).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void remembersTheChoiceAtOnce() {
        languages.setLocale(request, response, Locale.JAPANESE);
        assertThat(languages.resolveLocale(request)).isEqualTo(Locale.JAPANESE);
        assertThat(response.getHeader("Set-Cookie"))
                .startsWith("__Host-genkan-language=ja; Path=/;")
                .contains("; Secure; HttpOnly; SameSite=Lax");
    }

    @Test
    void remembersNoLanguageThatIsNotSpoken() {
        languages.setLocale(request, response, Locale.FRENCH);
        assertThat(response.getHeader("Set-Cookie")).isNull();
    }
}
