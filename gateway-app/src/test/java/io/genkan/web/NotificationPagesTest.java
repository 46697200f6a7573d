package io.genkan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.genkan.notify.NotificationKind;
import io.genkan.notify.NotificationSettings;
import io.genkan.notify.Notifications;
import io.genkan.notify.WebhookToken;
import io.genkan.owner.OwnerAccount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// The page about notifications with the real filters, database and texts.
@SpringBootTest(classes = PagesTest.Application.class)
@AutoConfigureMockMvc
class NotificationPagesTest {
    private static final String TOKEN = "tk_secret123";

    @TempDir
    private static Path data;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private OwnerAccount account;

    @Autowired
    private Notifications notifications;

    private MockHttpSession session = new MockHttpSession();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("genkan.data", data::toString);
    }

    @BeforeEach
    void logIn() {
        notifications.turnOff();
        account.setPassword(PagesTest.PASSWORD);
        session = (MockHttpSession) Objects.requireNonNull(mvc.post()
                .uri("/login")
                .param("password", PagesTest.PASSWORD)
                .with(csrf())
                .exchange()
                .getRequest()
                .getSession());
    }

    @Test
    void asksStrangersToLogIn() {
        assertThat(mvc.get().uri("/notifications")).hasStatus(302).hasRedirectedUrl("/login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/notifications", "/notifications/test", "/notifications/off"})
    void refusesPostsWithoutACsrfToken(String path) {
        assertThat(mvc.post().uri(path).session(session)).hasStatus(403);
    }

    @Test
    void keepsTheTokenToItself() {
        assertThat(post(
                        "/notifications",
                        "url",
                        "https://ntfy.example/home",
                        "token",
                        TOKEN,
                        "kinds",
                        "request",
                        "hops",
                        "ec2"))
                .hasStatus(302)
                .hasRedirectedUrl("/notifications");
        NotificationSettings saved = notifications.settings().orElseThrow();
        assertThat(saved.kinds()).containsExactly(NotificationKind.REQUEST);
        assertThat(saved.hops()).extracting(Object::toString).containsExactly("ec2");
        assertThat(page()).contains("value=\"https://ntfy.example/home\"", "A token is kept.").doesNotContain(TOKEN);

        post("/notifications", "url", "https://ntfy.example/other", "kinds", "request");
        assertThat(notifications.settings().orElseThrow().token())
                .map(WebhookToken::secret)
                .contains(TOKEN);
        post("/notifications", "url", "https://ntfy.example/other", "noToken", "true");
        saved = notifications.settings().orElseThrow();
        assertThat(saved.token()).isEmpty();
        assertThat(saved.kinds()).isEmpty();
    }

    @Test
    void saysWhatIsWrongAndLosesNothing() {
        MvcTestResult answer = post("/notifications", "url", "http://ntfy.example/home", "hops", "ec2", "kinds", "request");
        assertThat(answer).hasStatusOk();
        assertThat(text(answer))
                .contains("ntfy.example is not in your home", "value=\"http://ntfy.example/home\"", ">ec2</textarea>");
        assertThat(notifications.settings()).isEmpty();
    }

    @Test
    void saysWhyATestDidNotArrive() {
        post("/notifications", "url", "http://127.0.0.1:1/home", "kinds", "request");
        assertThat(post("/notifications/test")).hasStatus(302).hasRedirectedUrl("/notifications");
        assertThat(page()).contains("The last message did not arrive.", "127.0.0.1 cannot be reached.");
        assertThat(mvc.get().uri("/").session(session)).bodyText().contains("Notifications do not arrive");
        post("/notifications/off");
        assertThat(page()).doesNotContain("did not arrive");
    }

    private String page() {
        return text(mvc.get().uri("/notifications").session(session).exchange());
    }

    private MvcTestResult post(String path, String... fields) {
        var request = mvc.post().uri(path).session(session).with(csrf());
        for (int i = 0; i < fields.length; i += 2) {
            request = request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    private static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
