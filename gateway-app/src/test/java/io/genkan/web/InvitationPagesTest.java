package io.genkan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.genkan.access.Friend;
import io.genkan.access.FriendName;
import io.genkan.access.Friends;
import io.genkan.access.Invitations;
import io.genkan.access.JoinRequest;
import io.genkan.access.JoinRequests;
import io.genkan.access.KeyParser;
import io.genkan.access.NewFriend;
import io.genkan.kit.House;
import io.genkan.notify.NotificationKind;
import io.genkan.notify.NotificationSettings;
import io.genkan.notify.Notifications;
import io.genkan.notify.WebhookToken;
import io.genkan.owner.OwnerAccount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
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

/// The pages about invitations and notifications with the real filters, database and texts.
@SpringBootTest(classes = PagesTest.Application.class)
@AutoConfigureMockMvc
class InvitationPagesTest {
    private static final String TOKEN = "tk_secret123";

    @TempDir
    private static Path data;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private OwnerAccount account;

    @Autowired
    private Friends friends;

    @Autowired
    private Invitations invitations;

    @Autowired
    private JoinRequests requests;

    @Autowired
    private KeyParser keys;

    @Autowired
    private House house;

    @Autowired
    private Notifications notifications;

    private MockHttpSession session = new MockHttpSession();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("genkan.data", data::toString);
    }

    @BeforeEach
    void logIn() {
        account.setPassword(PagesTest.PASSWORD);
        session = (MockHttpSession) Objects.requireNonNull(mvc.post()
                .uri("/login")
                .param("password", PagesTest.PASSWORD)
                .with(csrf())
                .exchange()
                .getRequest()
                .getSession());
    }

    @AfterEach
    void tidyUp() {
        requests.waiting().forEach(request -> requests.decline(request.id()));
        invitations.open().forEach(invitation -> invitations.withdraw(invitation.id()));
        friends.all().forEach(friend -> friends.remove(friend.name()));
        notifications.turnOff();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/invitations", "/invitations/new", "/invitations/made", "/notifications"})
    void asksStrangersToLogIn(String path) {
        assertThat(mvc.get().uri(path)).hasStatus(302).hasRedirectedUrl("/login");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/invitations/new",
                "/invitations/1/withdraw",
                "/invitations/requests/1/admit",
                "/invitations/requests/1/decline",
                "/notifications",
                "/notifications/test",
                "/notifications/off"
            })
    void refusesPostsWithoutACsrfToken(String path) {
        assertThat(mvc.post().uri(path).session(session)).hasStatus(403);
    }

    @Test
    void showsWhatToSendOnce() {
        MvcTestResult made = post("/invitations/new", "name", "taro", "address", "home.example.org", "from", "Hanako");
        assertThat(made).hasStatus(302).hasRedirectedUrl("/invitations/made");
        String page = text(get("/invitations/made"));
        assertThat(page)
                .containsPattern(
                        "ssh -p 2222 -i ~/.ssh/id_ed25519 -o IdentitiesOnly=yes [-0-9a-z]{19}@home.example.org")
                .contains("ssh-keygen -t ed25519", "SHA256:", "信頼");
        assertThat(get("/invitations/made")).hasStatus(302).hasRedirectedUrl("/invitations");
        assertThat(text(get("/invitations"))).contains("taro", "Good until").doesNotContain("id_ed25519");
        assertThat(text(get("/invitations/new"))).contains("value=\"home.example.org\"", "value=\"Hanako\"");
        assertThat(house.facts().ownerName()).contains("Hanako");
    }

    @Test
    void saysAllMistakesAtOnceAndLosesNothing() {
        MvcTestResult answer = post(
                "/invitations/new",
                "name",
                "<b>taro",
                "destinations",
                "192.168.100.10\n192.168.300.1",
                "lifetime",
                "for ever",
                "address",
                "-oProxyCommand=x");
        assertThat(answer).hasStatusOk();
        assertThat(text(answer))
                .contains("“&lt;b&gt;taro” cannot be a friend’s name")
                .contains("“192.168.300.1” is not an address")
                .contains("“for ever” is not a time")
                .contains("value=\"-oProxyCommand=x\"");
        assertThat(text(post("/invitations/new", "name", "taro", "address", "-oProxyCommand=x")))
                .contains("“-oProxyCommand=x” is not an address");
        assertThat(invitations.open()).isEmpty();
    }

    @Test
    void admitsWhoWaits() {
        JoinRequest taro = knocks("taro", "192.168.100.10:80");
        assertThat(get("/")).bodyText().contains("taro waits to be let in");
        assertThat(text(get("/invitations")))
                .contains(taro.key().fingerprint(), "+----[SHA256]-----+", "203.0.113.10:51515")
                .contains("192.168.100.10:80/tcp</textarea>");

        String mistaken = text(post(
                "/invitations/requests/" + taro.id() + "/admit",
                "name",
                "taro",
                "destinations",
                "192.168.100.10\nnas"));
        assertThat(mistaken).contains("“nas” is not an address", "192.168.100.10\nnas</textarea>");
        assertThat(friends.all()).isEmpty();

        MvcTestResult admitted =
                post("/invitations/requests/" + taro.id() + "/admit", "name", "Taro T", "destinations", "");
        Friend friend = friends.named(FriendName.parse("Taro T")).orElseThrow();
        assertThat(admitted).hasStatus(302).hasRedirectedUrl("/friends/" + friend.id());
        assertThat(friend.policy().destinations()).isEmpty();
        assertThat(get("/")).bodyText().doesNotContain("waits to be let in");
    }

    @Test
    void declinesWhoWaits() {
        JoinRequest taro = knocks("taro");
        String page = "/invitations/requests/" + taro.id() + "/decline";
        assertThat(post(page)).hasStatus(302).hasRedirectedUrl("/invitations");
        assertThat(requests.waiting()).isEmpty();
        assertThat(friends.all()).isEmpty();
        assertThat(post(page)).hasStatus(302).hasRedirectedUrl("/invitations");
        assertThat(post("/invitations/requests/" + taro.id() + "/admit", "name", "taro"))
                .hasStatus(302)
                .hasRedirectedUrl("/invitations");
        assertThat(friends.all()).isEmpty();
    }

    @Test
    void saysThatAFriendGetsAFurtherKey() {
        friends.add(new NewFriend("taro", PagesTest.OTHER_KEY, List.of(), Optional.empty(), Optional.empty()));
        JoinRequest taro = knocks("taro", "192.168.100.10");
        assertThat(text(get("/invitations")))
                .contains("taro is a friend already.")
                .doesNotContain("<textarea");
        post("/invitations/requests/" + taro.id() + "/admit", "name", "taro");
        assertThat(friends.named(FriendName.parse("taro")).orElseThrow().keys()).hasSize(2);
    }

    @Test
    void withdrawsAnInvitation() {
        long id = invitations
                .make("taro", List.of(), Optional.empty())
                .invitation()
                .id();
        assertThat(post("/invitations/" + id + "/withdraw")).hasStatus(302).hasRedirectedUrl("/invitations");
        assertThat(invitations.open()).isEmpty();
        assertThat(post("/invitations/" + id + "/withdraw")).hasStatus(302);
    }

    @Test
    void hasNothingInline() {
        knocks("taro");
        invitations.make("jiro", List.of("192.168.100.10"), Optional.empty());
        for (String path : List.of("/", "/invitations", "/invitations/new", "/notifications")) {
            assertThat(text(get(path)))
                    .as(path)
                    .doesNotContainPattern("<script(?![^>]*src=)")
                    .doesNotContain("style=")
                    .doesNotContainPattern("\\son[a-z]+=")
                    .doesNotContain("th:");
        }
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
        assertThat(page())
                .contains("value=\"https://ntfy.example/home\"", "A token is kept.")
                .doesNotContain(TOKEN);

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
        MvcTestResult answer =
                post("/notifications", "url", "http://ntfy.example/home", "hops", "ec2", "kinds", "request");
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
        return text(get("/notifications"));
    }

    private JoinRequest knocks(String name, String... destinations) {
        Invitations.Made made = invitations.make(name, List.of(destinations), Optional.empty());
        return invitations
                .accept(made.name(), keys.parse(PagesTest.KEY), "203.0.113.10:51515")
                .orElseThrow();
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).session(session).exchange();
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
