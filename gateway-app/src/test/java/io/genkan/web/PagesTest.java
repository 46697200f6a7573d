package io.genkan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.genkan.access.Door;
import io.genkan.access.Friend;
import io.genkan.access.FriendName;
import io.genkan.access.Friends;
import io.genkan.access.Gatekeeper;
import io.genkan.access.HomePrefixes;
import io.genkan.access.NewFriend;
import io.genkan.access.ReservedPorts;
import io.genkan.access.TunnelUnits;
import io.genkan.net.IpPrefix;
import io.genkan.owner.OwnerAccount;
import io.genkan.settings.GatewayProperties;
import io.genkan.tunnel.PassTester;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// The pages with the real filters, database and texts; only the tunnels are played.
@SpringBootTest(classes = PagesTest.Application.class)
@AutoConfigureMockMvc
class PagesTest {
    static final String PASSWORD = "correct horse battery";
    static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHUmufDCUCDZmm0SCT91hRzyp/4u4VIaj6wH6VHjLlwx taro@laptop";
    static final String OTHER_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILYmKcmKT/W8ZBzAHZv/RAsrPNIa/6QndxGbYlIr04ZQ hanako@pc";

    @TempDir
    private static Path data;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private OwnerAccount account;

    @Autowired
    private Friends friends;

    @Autowired
    private Door door;

    @Autowired
    private FakeTunnels tunnels;

    private MockHttpSession session = new MockHttpSession();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("genkan.data", data::toString);
    }

    @BeforeEach
    void logIn() {
        account.setPassword(PASSWORD);
        session = logIn(PASSWORD);
    }

    @AfterEach
    void tidyUp() {
        tunnels.closeAll();
        friends.all().forEach(f -> friends.remove(f.name()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/now/inside",
                "/friends",
                "/friends/new",
                "/friends/1",
                "/friends/1/revoke",
                "/no-such",
                "/records",
                "/records/audit.csv"
            })
    void asksStrangersToLogIn(String path) {
        assertThat(mvc.get().uri(path)).hasStatus(302).hasRedirectedUrl("/login");
    }

    @Test
    void closesTheDoorAndOpensItAgain() {
        assertThat(get("/")).bodyText().contains("close-door").doesNotContain("open-door");
        assertThat(mvc.post().uri("/door/close").session(session).with(csrf()))
                .hasStatus(302)
                .hasRedirectedUrl("/");
        assertThat(door.isOpen()).isFalse();
        assertThat(get("/"))
                .bodyText()
                .contains("The door is closed", "open-door")
                .doesNotContain("close-door");
        assertThat(mvc.post().uri("/door/open").session(session).with(csrf())).hasStatus(302);
        assertThat(door.isOpen()).isTrue();
    }

    @Test
    void refusesAWrongPassword() {
        MvcTestResult answer = mvc.post()
                .uri("/login")
                .param("password", "wrong horse battery")
                .with(csrf())
                .exchange();
        assertThat(answer).hasStatus(302).hasRedirectedUrl("/login?wrong");
        assertThat(mvc.get().uri("/login?wrong")).bodyText().contains("That password is not right.");
    }

    @Test
    void saysHowLongToWaitAfterTooManyWrongPasswords() {
        String last = "";
        for (int i = 0; i < 6; i++) {
            last = String.valueOf(mvc.post()
                    .uri("/login")
                    .param("password", "wrong")
                    .with(csrf())
                    .with(request -> {
                        request.setRemoteAddr("192.168.100.66");
                        return request;
                    })
                    .exchange()
                    .getResponse()
                    .getRedirectedUrl());
        }
        assertThat(last).isEqualTo("/login?wait=1");
        assertThat(mvc.get().uri(last)).bodyText().contains("Please wait 1 seconds");
    }

    @Test
    void showsNothingForeignOfTheAddressOnTheLoginPage() {
        assertThat(mvc.get().uri("/login?wait=<script>alert(1)</script>"))
                .bodyText()
                .doesNotContain("alert");
    }

    @Test
    void endsLoginsWhenThePasswordChanges() {
        assertThat(get("/")).hasStatusOk();
        account.setPassword("another good one");
        assertThat(get("/")).hasStatus(302).hasRedirectedUrl("/login?ended");
    }

    @Test
    void sendsAnOpenPageToTheLoginWhenItsLoginHasEnded() {
        assertThat(get("/")).hasStatusOk();
        account.setPassword("another good one");
        assertThat(mvc.get().uri("/now/inside").session(session).header("HX-Request", "true"))
                .hasStatus(401)
                .headers()
                .hasValue("HX-Redirect", "/login?ended");
    }

    @Test
    void logsOut() {
        assertThat(mvc.post().uri("/logout").session(session).with(csrf()))
                .hasStatus(302)
                .hasRedirectedUrl("/login?left");
        assertThat(session.isInvalid()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/friends/new", "/friends/1/revoke", "/tunnels/1/end", "/records/keep", "/records/backup"})
    void refusesPostsWithoutACsrfToken(String path) {
        assertThat(mvc.post().uri(path).session(session)).hasStatus(403);
    }

    @Test
    void takesTheLoginPageUpAgainWhenItWasOpenForTooLong() {
        assertThat(mvc.post().uri("/login").param("password", PASSWORD))
                .hasStatus(302)
                .hasRedirectedUrl("/login?expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "genkan.local.evil.example", "203.0.113.7"})
    void turnsOtherHostsAway(String host) {
        MvcTestResult answer = mvc.get()
                .uri("/login")
                .with(request -> {
                    request.setServerName(host);
                    return request;
                })
                .exchange();
        assertThat(answer).hasStatus(421).bodyText().contains("genkan.admin.names");
    }

    @Test
    void sendsTheHeadersThatProtectThePages() {
        assertThat(mvc.get().uri("/login").secure(true))
                .headers()
                .hasValue(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                                + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
                .hasValue("X-Content-Type-Options", "nosniff")
                .hasValue("X-Frame-Options", "DENY")
                .hasValue("Referrer-Policy", "same-origin")
                .hasValue("Cross-Origin-Opener-Policy", "same-origin")
                .hasValue("Cross-Origin-Resource-Policy", "same-origin")
                .doesNotContainHeader("Strict-Transport-Security");
        assertThat(get("/friends"))
                .headers()
                .hasValue("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate");
    }

    @Test
    void keepsStylesAndScriptsInTheBrowser() {
        String page = text(mvc.get().uri("/login").exchange());
        String style = page.replaceAll("(?s).*href=\"(/assets/genkan-[0-9a-f]{32}\\.css)\".*", "$1");
        assertThat(mvc.get().uri(style))
                .hasStatusOk()
                .headers()
                .hasValue("Cache-Control", "max-age=31536000, public, immutable");
        String htmx = page.replaceAll("(?s).*src=\"(/htmx/htmx\\.min-[0-9a-f]{32}\\.js)\".*", "$1");
        assertThat(mvc.get().uri(htmx)).hasStatusOk();
    }

    @Test
    void hasNothingInline() {
        friends.add(new NewFriend("taro", KEY, List.of("192.168.100.10"), Optional.empty(), Optional.empty()));
        tunnels.open("taro", 1);
        long id = only().id();
        for (String path :
                List.of("/", "/friends", "/friends/new", "/friends/" + id, "/friends/" + id + "/revoke", "/records")) {
            assertThat(text(get(path)))
                    .as(path)
                    .doesNotContainPattern("<script(?![^>]*src=)")
                    .doesNotContain("<style")
                    .doesNotContain("style=")
                    .doesNotContainPattern("\\son[a-z]+=")
                    .doesNotContain("th:");
        }
    }

    @Test
    void showsWhoIsInside() {
        assertThat(get("/")).hasStatusOk().bodyText().contains("Nobody is inside");
        tunnels.open("taro", 7);
        assertThat(get("/"))
                .bodyText()
                .contains("taro is inside", "taro", "tun7", "203.0.113.10:51515", "38.6\u00a0Mbit/s", "1.3\u00a0GB")
                .contains("1 h 23 min");
        assertThat(text(get("/now/inside"))).contains("tun7").doesNotContain("<html");
    }

    @Test
    void showsWhoHasConnectionsWithoutATunnel() {
        tunnels.connect("hanako", 3);
        assertThat(get("/"))
                .bodyText()
                .contains("hanako is inside", "203.0.113.44:50123", "192.168.100.10:80", "6.0\u00a0MB", "5 min")
                .doesNotContain("The entrance is quiet");
        tunnels.closeAll();
    }

    /// There is nothing to read where the owner has set no token, whoever asks.
    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/actuator", "/actuator/health", "/actuator/env", "/actuator/prometheus"})
    void hasNoPagesForProgramsByItself(String path) {
        assertThat(mvc.get().uri(path).header("Authorization", "Bearer "))
                .hasStatus(302)
                .hasRedirectedUrl("/login");
        assertThat(get(path)).hasStatus(404);
    }

    @Test
    void showsHowATunnelIsDoing() {
        tunnels.open("taro", 1);
        assertThat(text(get("/")))
                .contains("the friend’s line was full: 2", "too large: 1", "24\u00a0ms", "Stopped by the guard")
                .containsPattern("<polyline points=\"[0-9, ]{200,}\"");
        assertThat(text(get("/?lang=ja"))).contains("大きすぎた：1", "往復時間", "ガードが止めたパケット");
    }

    @Test
    void showsNoFiguresThatThereAreNot() {
        tunnels.openIdle("jiro", 2);
        assertThat(text(get("/"))).doesNotContain("<polyline", "Round trip", "Dropped packets", "Stopped by the guard");
    }

    @Test
    void endsATunnel() {
        tunnels.open("taro", 7);
        assertThat(post("/tunnels/7/end")).hasStatus(302).hasRedirectedUrl("/");
        assertThat(tunnels.live()).isEmpty();
        assertThat(post("/tunnels/7/end")).hasStatus(302);
        assertThat(post("/tunnels/99999/end")).hasStatus(400);
    }

    @Test
    void addsAFriend() {
        MvcTestResult answer = mvc.post()
                .uri("/friends/new")
                .session(session)
                .with(csrf())
                .param("name", " taro ")
                .param("key", KEY)
                .param("destinations", "192.168.100.10:80\r\n\r\n 192.168.100.20 \r\n")
                .exchange();
        assertThat(answer).hasStatus(302).hasRedirectedUrl("/friends/" + only().id());
        assertThat(only().policy().destinations())
                .extracting(Object::toString)
                .containsExactly("192.168.100.10:80/tcp", "192.168.100.20");
        assertThat(get("/friends")).bodyText().contains("taro", "SHA256:", "192.168.100.10:80/tcp", "Not here");
        assertThat(get("/friends/" + only().id()))
                .bodyText()
                .contains(
                        "taro@laptop",
                        "sudo ip route add 192.168.100.20 dev tun1",
                        "ssh -N -w 1:1 -p 2222 taro@GATEWAY",
                        "[GATEWAY]:2222 ssh-ed25519 ");
    }

    @Test
    void saysAllMistakesAtOnceAndLosesNothing() {
        MvcTestResult answer = mvc.post()
                .uri("/friends/new")
                .session(session)
                .with(csrf())
                .param("name", "<b>taro")
                .param("key", "my key")
                .param("destinations", "192.168.100.10\n192.168.300.1\n192.168.100.10:99999")
                .param("unit", "x")
                .exchange();
        assertThat(answer).hasStatusOk();
        assertThat(text(answer))
                .contains("“&lt;b&gt;taro” cannot be a friend’s name")
                .contains("This does not look like a public key")
                .contains("“192.168.300.1” is not an address")
                .contains("“99999” is not a port")
                .contains("“x” is not a tunnel number")
                .contains("value=\"&lt;b&gt;taro\"")
                .contains(">my key</textarea>")
                .contains("192.168.100.10\n192.168.300.1\n192.168.100.10:99999</textarea>")
                .contains("aria-describedby=\"name-problem name-hint\"")
                .contains("<details open=\"open\">");
        assertThat(friends.all()).isEmpty();
    }

    @Test
    void saysWhatIsTakenAtItsField() {
        friends.add(new NewFriend("taro", KEY, List.of("192.168.100.10"), Optional.of("3"), Optional.empty()));
        assertThat(add("Taro", OTHER_KEY, "")).contains("id=\"name-problem\"", "You already have a friend called");
        assertThat(add("hanako", KEY, "")).contains("id=\"key-problem\"", "already belongs to taro");
        assertThat(add("hanako", OTHER_KEY, "3")).contains("id=\"unit-problem\"", "Tunnel number 3 already belongs");
        assertThat(add("hanako", OTHER_KEY, "9999999")).contains("id=\"unit-problem\"");
    }

    @Test
    void takesAPrivateKeyNeither() {
        String answer = add("taro", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU=", "");
        assertThat(answer).contains("This is a private key. Never give it to anybody.");
    }

    @Test
    void asksBeforeItRevokes() {
        friends.add(new NewFriend("taro", KEY, List.of("192.168.100.10"), Optional.empty(), Optional.empty()));
        String page = "/friends/" + only().id() + "/revoke";
        assertThat(text(get(page))).contains("Revoke the access of taro?").doesNotContain("inside right now");
        tunnels.open("taro", 1);
        assertThat(text(get(page))).contains("taro is inside right now. The tunnel ends at once.");
        assertThat(post(page)).hasStatus(302).hasRedirectedUrl("/friends");
        assertThat(friends.named(FriendName.parse("taro"))).isEmpty();
        assertThat(post(page)).hasStatus(302).hasRedirectedUrl("/friends");
    }

    @Test
    void showsWhoDidWhat() {
        friends.add(new NewFriend("jiro", KEY, List.of("192.168.100.10"), Optional.empty(), Optional.empty()));
        post("/friends/" + only().id() + "/revoke");
        assertThat(get("/records?group=acts&about=jiro"))
                .hasStatusOk()
                .bodyText()
                .contains("Friend added", "Friend removed", "jiro", "Owner", "127.0.0.1", "SHA256:")
                .doesNotContain("Owner logged in");
        await().untilAsserted(() -> assertThat(text(get("/records"))).contains("Owner logged in"));
        assertThat(text(get("/records?group=no-such&about=%25"))).contains("Nothing here yet.");
        assertThat(get("/records?before=x")).hasStatus(400);
        assertThat(text(get("/records/audit.csv?about=jiro")))
                .startsWith("\uFEFFat,lastAt,event,actor,")
                .contains(",friend-removed,owner,127.0.0.1,jiro,")
                .doesNotContain(PASSWORD, "AAAAC3Nz", "argon2");
        assertThat(text(get("/records/audit.json")))
                .contains("\"event\":\"friend-added\"", "\"subject\":\"jiro\"")
                .doesNotContain(PASSWORD, "AAAAC3Nz", "argon2");
    }

    @Test
    void goesThroughTheLogPageByPage() {
        for (int i = 0; i < 60; i++) {
            door.close();
            door.open();
        }
        String first = text(get("/records?group=acts"));
        assertThat(first).contains("before=").doesNotContain("Newest");
        String older = first.replaceAll("(?s).*href=\"(/records\\?[^\"]*before=\\d+)\".*", "$1")
                .replace("&amp;", "&");
        assertThat(text(get(older))).contains("Newest", "Door opened");
    }

    @Test
    void setsForHowManyDaysTheLogIsKept() {
        assertThat(mvc.post().uri("/records/keep").session(session).with(csrf()).param("days", "30"))
                .hasStatus(302)
                .flash()
                .containsEntry("notice", "Entries are kept for 30 days.");
        assertThat(get("/records")).bodyText().contains("value=\"30\"");
        assertThat(mvc.post().uri("/records/keep").session(session).with(csrf()).param("days", "0"))
                .flash()
                .hasEntrySatisfying(
                        "keepProblem", problem -> assertThat(problem).asString().contains("not a number of days"));
    }

    @Test
    void saysThatTheDiskDoesNotTakeAChange() throws IOException {
        Path backups = data.resolve("backup");
        Path away = data.resolve("db/away");
        Files.move(backups, away);
        Files.createFile(backups);
        try {
            assertThat(post("/door/close"))
                    .hasStatus(507)
                    .bodyText()
                    .contains("The disk does not take it", "Nothing was changed");
            assertThat(door.isOpen()).isTrue();
        } finally {
            Files.delete(backups);
            Files.move(away, backups);
        }
    }

    @Test
    void handsOutABackup() {
        MvcTestResult answer = post("/records/backup");
        assertThat(answer).hasStatusOk().hasContentType("application/zip");
        assertThat(answer.getResponse().getHeader("Content-Disposition"))
                .matches("attachment; filename=\"genkan-\\d+-\\d+T\\d+Z-whole\\.zip\"");
        assertThat(answer.getResponse().getContentAsByteArray()).startsWith('P', 'K');
    }

    @Test
    void speaksJapanese() {
        assertThat(mvc.get().uri("/").session(session).locale(Locale.JAPAN).header("Accept-Language", "ja-JP"))
                .bodyText()
                .contains("<html lang=\"ja\"", "いまはだれも来ていません");
        assertThat(mvc.get().uri("/login?lang=ja")).bodyText().contains("おかえりなさい");
    }

    @Test
    void saysThatThereIsNoSuchFriend() {
        assertThat(get("/friends/4711")).hasStatus(404);
        assertThat(get("/friends/x")).hasStatus(400);
    }

    private MockHttpSession logIn(String password) {
        var request = mvc.post()
                .uri("/login")
                .param("password", password)
                .with(csrf())
                .exchange()
                .getRequest();
        return (MockHttpSession) request.getSession();
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).session(session).exchange();
    }

    private MvcTestResult post(String path) {
        return mvc.post().uri(path).session(session).with(csrf()).exchange();
    }

    private String add(String name, String key, String unit) {
        MvcTestResult answer = mvc.post()
                .uri("/friends/new")
                .session(session)
                .with(csrf())
                .param("name", name)
                .param("key", key)
                .param("destinations", "192.168.100.10")
                .param("unit", unit)
                .exchange();
        assertThat(answer).hasStatusOk();
        return text(answer);
    }

    private Friend only() {
        assertThat(friends.all()).hasSize(1);
        return friends.all().getFirst();
    }

    private static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    /// Everything that the pages need.
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan(
            basePackages = {
                "io.genkan.access",
                "io.genkan.audit",
                "io.genkan.kit",
                "io.genkan.notify",
                "io.genkan.owner",
                "io.genkan.settings",
                "io.genkan.ssh",
                "io.genkan.store",
                "io.genkan.web"
            },
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = {"io\\.genkan\\.web\\.now\\.NowConfiguration", ".*Test(\\$.*)?", ".*IT(\\$.*)?"}))
    static class Application {
        @Bean
        FakeTunnels liveTunnels() {
            return new FakeTunnels();
        }

        @Bean
        ReservedPorts reservedPorts() {
            return new ReservedPorts(List.of());
        }

        @Bean
        HomePrefixes homePrefixes() {
            return () -> List.of(IpPrefix.parse("192.168.100.0/24"));
        }

        @Bean
        PassTester passTester(Gatekeeper gate) {
            IpPrefix lan = IpPrefix.parse("192.168.100.0/24");
            return new PassTester(gate, lan::contains);
        }

        @Bean
        TunnelUnits tunnelUnits(GatewayProperties properties) {
            return new TunnelUnits(properties.tunnel().pool().largestUnit());
        }
    }
}
