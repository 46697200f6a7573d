package io.genkan.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.genkan.access.Friends;
import io.genkan.access.InvitationName;
import io.genkan.access.Invitations;
import io.genkan.access.JoinRequests;
import io.genkan.access.KeyParser;
import io.genkan.audit.AuditEvent.Group;
import io.genkan.audit.AuditFilter;
import io.genkan.audit.AuditLog;
import io.genkan.owner.OwnerAccount;
import io.genkan.sshd.StrangerLeft;
import io.genkan.sshd.StrangerLeft.Manner;
import io.genkan.tunnel.CloseReason;
import io.genkan.tunnel.TunnelClosed;
import io.genkan.tunnel.TunnelOpened;
import io.genkan.tunnel.TunnelView;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// The owner's ways through the pages, in a real browser.
///
/// With `-Dgenkan.screenshots=DIR` the last test leaves pictures of every page there.
class AdminPagesIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String PRIVATE_KEY = """
            -----BEGIN OPENSSH PRIVATE KEY-----
            b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
            -----END OPENSSH PRIVATE KEY-----
            """;

    @TempDir
    private static Path data;

    private static int port;
    private static ConfigurableApplicationContext application;
    private static Playwright playwright;
    private static Browser browser;

    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() throws IOException {
        if (!Files.isExecutable(CHROMIUM)) {
            fail("The browser tests need Chromium: apt-get install chromium fonts-noto-cjk");
        }
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        application = new SpringApplicationBuilder(PagesTest.Application.class)
                .properties("genkan.data=" + data, "genkan.admin.port=" + port, "logging.level.root=warn")
                .run();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void stop() {
        if (playwright != null) {
            playwright.close();
        }
        if (application != null) {
            application.close();
        }
    }

    @BeforeEach
    void open() {
        open(new NewContextOptions().setLocale("en-GB"));
        account().setPassword(PagesTest.PASSWORD);
    }

    @AfterEach
    void close() {
        context.close();
        tunnels().closeAll();
        friends().all().forEach(f -> friends().remove(f.name()));
        requests().waiting().forEach(request -> requests().decline(request.id()));
        invitations().open().forEach(invitation -> invitations().withdraw(invitation.id()));
    }

    @ParameterizedTest
    @CsvSource({
        "en-GB, That password is not right, This does not look like a public key, This is a private key, Friends",
        "ja-JP, パスワードが違います, 公開鍵ではないようです, これは秘密鍵です, 友だち"
    })
    void letsTheOwnerInAndAFriendInAndOut(
            String language, String wrongPassword, String noKey, String privateKey, String friendsTitle) {
        context.close();
        open(new NewContextOptions().setLocale(language).setViewportSize(390, 844));

        go("/friends");
        assertThat(page).hasURL(url("/login"));
        logIn("wrong horse battery");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText(wrongPassword);
        logIn(PagesTest.PASSWORD);
        assertThat(page).hasURL(url("/"));
        isAsWideAsTheScreen();

        go("/friends/new");
        isAsWideAsTheScreen();
        add("taro", "hello");
        assertThat(page.locator("#key-problem")).containsText(noKey);
        isAsWideAsTheScreen();
        add("taro", PRIVATE_KEY);
        assertThat(page.locator("#key-problem")).containsText(privateKey);
        assertThat(page.locator("#destinations")).hasValue("192.168.100.10:80\n192.168.100.20");
        add("taro", PagesTest.KEY);
        assertThat(page.locator("h1")).hasText("taro");
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("taro");
        isAsWideAsTheScreen();

        go("/friends");
        assertThat(page.locator("h1")).hasText(friendsTitle);
        assertThat(page.locator(".friend")).containsText("SHA256:");
        isAsWideAsTheScreen();
        page.locator(".friend a").click();
        page.locator("a.danger").click();
        assertThat(page.locator("h1")).containsText("taro");
        isAsWideAsTheScreen();
        page.locator("main button").click();
        assertThat(page).hasURL(url("/friends"));
        assertThat(page.locator(".friend")).hasCount(0);

        page.locator(".top form button").click();
        assertThat(page).hasURL(url("/login?left"));
        go("/");
        assertThat(page).hasURL(url("/login"));
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "en-GB, “soon” is not a day, Yes. The line 192.168.100.10:80/tcp, switched off, is not one port",
        "ja-JP, 「soon」は日付として, 通ります。許可の 192.168.100.10:80/tcp, 停止しています, 1つのポートでは"
    })
    void changesWhatAFriendMayDo(String language, String noDay, String yes, String off, String noPlace) {
        context.close();
        open(new NewContextOptions()
                .setLocale(language)
                .setViewportSize(360, 780)
                .setJavaScriptEnabled(language.equals("en-GB")));
        logInAt("/login");
        go("/friends/new");
        add("taro", PagesTest.KEY);
        page.locator("a[href$='/access']").click();
        isAsWideAsTheScreen();
        page.locator("#until").fill("soon");
        page.locator("#windows").fill("Sat,Sun 10:00-22:00");
        page.locator("#rate").fill("20M");
        page.locator("#notes").fill("Lives next door.");
        page.locator("main button[type=submit]").click();
        assertThat(page.locator("#until-problem")).containsText(noDay);
        assertThat(page.locator("#until")).isFocused();
        isAsWideAsTheScreen();
        page.locator("#until").fill("");
        page.locator("#windows").fill("");
        page.locator("main button[type=submit]").click();
        assertThat(page.locator(".notes")).hasText("Lives next door.");
        isAsWideAsTheScreen();

        ask("192.168.100.10:80");
        assertThat(page.locator("#pass-answer")).containsText(yes);
        ask("192.168.100.10");
        assertThat(page.locator("#pass-answer")).containsText(noPlace);
        assertThat(page.locator("#where")).hasValue("192.168.100.10");
        page.locator("#switch").click();
        assertThat(page.locator("main")).containsText(off);
        page.locator("#switch").click();

        page.locator("a[href$='/keys/new']").click();
        isAsWideAsTheScreen();
        page.locator("#key").fill(PagesTest.KEY);
        page.locator("main button[type=submit]").click();
        assertThat(page.locator("#key-problem")).containsText("taro");
        go("/friends");
        page.locator(".friend a").click();
        page.locator("a[href$='/keys/1/remove']").click();
        isAsWideAsTheScreen();
        page.locator("main button").click();
        assertThat(page.locator("a[href$='/keys/1/remove']")).hasCount(0);
        assertThat(complaints).isEmpty();
    }

    @Test
    void changesThePassword() {
        logInAt("/login");
        page.locator("a[href='/password']").click();
        page.locator("#present").fill(PagesTest.PASSWORD);
        page.locator("#fresh").fill("a brand new one");
        page.locator("#again").fill("a brand new one");
        page.locator("main button").click();
        assertThat(page).hasURL(url("/login?changed"));
        logIn("a brand new one");
        assertThat(page).hasURL(url("/"));
    }

    @Test
    void showsWhoComesAndGoesWithoutReloading() {
        logInAt("/login");
        assertThat(page.locator("h1")).hasText("Nobody is inside");
        tunnels().open("taro", 7);
        assertThat(page.locator("h1")).hasText("taro is inside");
        assertThat(page.locator(".tunnel")).containsText("38.6");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("End the tunnel of taro"))
                .click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("The tunnel of taro has ended.");
        assertThat(page.locator("h1")).hasText("Nobody is inside");
        assertThat(complaints).isEmpty();
    }

    @Test
    void leavesTheKeyboardWhereItIsWhenNewsComes() {
        tunnels().open("taro", 7);
        logInAt("/login");
        page.locator("#end-7").focus();
        page.waitForResponse("**/now/inside", () -> {});
        page.waitForResponse("**/now/inside", () -> {});
        assertThat(page.locator("#end-7")).isFocused();
    }

    @Test
    void invitesAFriendAndLetsHimInWhoKnocks() {
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        logInAt("/login");
        invite("Taro");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Copy"))
                .first()
                .click();
        String letter = String.valueOf(page.evaluate("navigator.clipboard.readText()"));
        assertThat(letter).startsWith("1. If you have no SSH key yet").contains("@home.example.org");
        go("/");
        knock(letter);
        page.locator("#waiting").click();
        assertThat(page.locator(".request")).containsText("SHA256:");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("It is the same: let in"))
                .click();
        assertThat(page.locator("h1")).hasText("Taro");
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Taro may come in now.");
        assertThat(complaints).isEmpty();
    }

    private void invite(String friend) {
        go("/invitations/new");
        page.locator("#name").fill(friend);
        page.locator("#destinations").fill("192.168.100.10:80");
        page.locator("#address").fill("home.example.org");
        page.locator("#from").fill("Hanako");
        page.locator("main button[type=submit]").click();
        assertThat(page).hasURL(url("/invitations/made"));
    }

    /// Has somebody knock with the invitation in a letter.
    private static void knock(String letter) {
        String name = letter.replaceAll("(?s).*IdentitiesOnly=yes ([-0-9a-z]+)@.*", "$1");
        var request = invitations()
                .accept(
                        InvitationName.parse(name).orElseThrow(),
                        application.getBean(KeyParser.class).parse(PagesTest.KEY),
                        "203.0.113.10:51515");
        assertThat(request).isPresent();
    }

    @Test
    void hasRoomForLongNamesAndManyDestinationsOnAPhone() {
        String name = "W".repeat(40);
        String many = IntStream.range(10, 30)
                .mapToObj(i -> "192.168.100." + i + ":8000-8080/udp")
                .collect(Collectors.joining("\n"));
        context.close();
        open(new NewContextOptions().setLocale("en-GB").setViewportSize(320, 640));
        logInAt("/login");
        go("/friends/new");
        page.locator("#name").fill(name);
        page.locator("#key").fill(PagesTest.KEY);
        page.locator("#destinations").fill(many);
        page.locator("main button[type=submit]").click();
        assertThat(page.locator("h1")).hasText(name);
        isAsWideAsTheScreen();
        tunnels().open(name, 1);
        for (String path : List.of("/", "/friends")) {
            go(path);
            isAsWideAsTheScreen();
        }
        page.locator(".friend a").click();
        page.locator("a.danger").click();
        isAsWideAsTheScreen();
    }

    @Test
    void saysWhenTheGatewayDoesNotAnswer() {
        logInAt("/login");
        assertThat(page.locator("#lost")).isHidden();
        page.route("**/now/inside", Route::abort);
        assertThat(page.locator("#lost")).isVisible();
        page.unroute("**/now/inside");
        assertThat(page.locator("#lost")).isHidden();
    }

    @Test
    void sendsAnOpenPageToTheLoginOnceThePasswordHasChanged() {
        logInAt("/login");
        account().setPassword("another good one");
        page.waitForURL(url("/login?ended"));
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("You were logged out");
    }

    @Test
    void worksWithoutJavaScript() {
        context.close();
        open(new NewContextOptions().setLocale("en-GB").setJavaScriptEnabled(false));
        logInAt("/login");
        go("/friends/new");
        add("taro", PagesTest.KEY);
        assertThat(page.locator("h1")).hasText("taro");
        tunnels().open("taro", 1);
        go("/");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("End the tunnel of taro"))
                .click();
        assertThat(page.locator("h1")).hasText("Nobody is inside");
    }

    @Test
    void copiesACommand() {
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        logInAt("/login");
        go("/friends/new");
        add("taro", PagesTest.KEY);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Copy"))
                .nth(1)
                .click();
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Copied")))
                .isVisible();
        // Whichever address the house has by then.
        assertThat(page.evaluate("navigator.clipboard.readText()"))
                .asString()
                .startsWith("ssh -N -w 1:1 -p 2222 taro@");
    }

    @Test
    void remembersTheLanguage() {
        go("/login");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("日本語"))
                .click();
        assertThat(page.locator("h1")).hasText("おかえりなさい");
        logInAt("/login");
        assertThat(page.locator("h1")).hasText("いまはだれも来ていません");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("English"))
                .click();
        assertThat(page.locator("h1")).hasText("Nobody is inside");
    }

    @ParameterizedTest
    @CsvSource({"en, LIGHT, 1180, 800", "en, DARK, 390, 844", "ja, LIGHT, 390, 844", "ja, DARK, 1180, 800"})
    void looksRightEverywhere(String language, ColorScheme colours, int width, int height) {
        context.close();
        open(new NewContextOptions()
                .setLocale(language)
                .setColorScheme(colours)
                .setViewportSize(width, height)
                .setDeviceScaleFactor(width < 500 ? 2 : 1));
        String name = language + "-" + colours.name().toLowerCase(Locale.ROOT) + "-" + width;

        logIn("");
        picture("login", name);
        logInAt("/login");
        picture("now-empty", name);
        go("/friends");
        picture("friends-empty", name);
        go("/friends/new");
        picture("friend-new", name);
        add("<taro>", PRIVATE_KEY);
        picture("friend-new-mistakes", name);
        add("Taro", PagesTest.KEY);
        picture("friend", name);
        page.locator("a[href$='/access']").click();
        picture("friend-access", name);
        page.locator("#until").fill("soon");
        page.locator("#windows").fill("Sat,Sun 10:00-22:00\nMon-Fri 18:00-24:00");
        page.locator("#rate").fill("fast");
        page.locator("#volume").fill("50GB");
        page.locator("#notes").fill("Lives next door, and waters the plants.");
        page.locator("main button[type=submit]").click();
        picture("friend-access-mistakes", name);
        page.locator("#until").fill("2031-05-03");
        page.locator("#rate").fill("20M");
        page.locator("main button[type=submit]").click();
        ask("192.168.100.11:443");
        picture("friend-terms", name);
        page.locator("a[href$='/keys/new']").click();
        picture("key-new", name);
        page.goBack();
        page.locator("a[href$='/keys/1/remove']").click();
        picture("key-remove", name);
        go("/password");
        picture("password", name);
        tunnels().open("Taro", 1);
        tunnels().openIdle("花子", 2);
        go("/friends");
        picture("friends", name);
        page.locator(".friend a").click();
        page.locator("a.danger").click();
        picture("friend-revoke", name);
        go("/");
        picture("now", name);
        go("/invitations");
        picture("invitations-empty", name);
        go("/invitations/new");
        picture("invitation-new", name);
        friends().all().forEach(f -> friends().remove(f.name()));
        invite("Taro");
        picture("invitation-made", name);
        knock(page.locator(".letter").first().textContent());
        invitations().make("花子", List.of("192.168.100.10:80", "192.168.100.20"), Optional.of("12h"));
        go("/invitations");
        picture("invitations", name);
        go("/");
        picture("now-waiting", name);
        go("/notifications");
        page.locator("#url").fill("http://nas.example/home");
        page.locator("main form .primary").click();
        assertThat(page.locator("#url-problem")).containsText("nas.example");
        picture("notifications", name);
        fillTheLog();
        go("/records");
        picture("records", name);
        go("/no-such-page");
        picture("error", name);
        assertThat(complaints).filteredOn(c -> !c.contains("404")).isEmpty();
    }

    private void fillTheLog() {
        TunnelView tunnel = tunnels().live().getFirst();
        application.publishEvent(new TunnelOpened(tunnel));
        application.publishEvent(new TunnelClosed(tunnel, CloseReason.FRIEND_LEFT));
        application.publishEvent(new StrangerLeft("198.51.100.7", Manner.FAILED_SIGNATURE));
        AuditLog log = application.getBean(AuditLog.class);
        AuditFilter strangers = new AuditFilter(Optional.of(Group.STRANGERS), Instant.EPOCH, "198.51.100.7");
        await().until(() -> !log.newest(strangers, Long.MAX_VALUE, 1).isEmpty());
    }

    @Test
    void handsOutTheLogAndABackup() {
        logInAt("/login");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Records"))
                .click();
        assertThat(page.locator(".log")).containsText("Owner password set");
        Download csv =
                page.waitForDownload(() -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("CSV"))
                        .click());
        assertThat(csv.suggestedFilename()).isEqualTo("genkan-audit.csv");
        Download backup =
                page.waitForDownload(() -> page.locator("#download-backup").click());
        assertThat(backup.path()).isNotEmptyFile();
        page.locator("#about").fill("nobody of that name");
        page.locator(".filter button").first().click();
        assertThat(page.locator("main")).containsText("Nothing here yet.");
        page.locator("#days").fill("0");
        page.locator("form[action$=keep] button").click();
        assertThat(page.locator("#days-problem")).containsText("not a number of days");
        isAsWideAsTheScreen();
        assertThat(complaints).isEmpty();
    }

    private void picture(String what, String name) {
        isAsWideAsTheScreen();
        String directory = System.getProperty("genkan.screenshots", "");
        if (!directory.isEmpty()) {
            page.screenshot(
                    new ScreenshotOptions().setFullPage(true).setPath(Path.of(directory, what + "-" + name + ".png")));
        }
    }

    private void open(NewContextOptions options) {
        context = browser.newContext(options.setIgnoreHTTPSErrors(true));
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        complaints.clear();
    }

    private void go(String path) {
        page.navigate(url(path));
    }

    private void logInAt(String path) {
        go(path);
        logIn(PagesTest.PASSWORD);
        assertThat(page).hasURL(url("/"));
    }

    private void logIn(String password) {
        if (!page.url().contains("/login")) {
            go("/login");
        }
        if (!password.isEmpty()) {
            page.locator("#password").fill(password);
            page.locator("main button").click();
        }
    }

    private void ask(String where) {
        page.locator("#where").fill(where);
        page.locator("#where ~ button").click();
    }

    private void add(String friend, String key) {
        page.locator("#name").fill(friend);
        page.locator("#key").fill(key);
        page.locator("#destinations").fill("192.168.100.10:80\n192.168.100.20");
        page.locator("main button[type=submit]").click();
    }

    private void isAsWideAsTheScreen() {
        Object tooWide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(tooWide).as("horizontal scroll at " + page.url()).isEqualTo(0);
    }

    private static String url(String path) {
        return "https://localhost:" + port + path;
    }

    private static OwnerAccount account() {
        return application.getBean(OwnerAccount.class);
    }

    private static Friends friends() {
        return application.getBean(Friends.class);
    }

    private static Invitations invitations() {
        return application.getBean(Invitations.class);
    }

    private static JoinRequests requests() {
        return application.getBean(JoinRequests.class);
    }

    private static FakeTunnels tunnels() {
        return application.getBean(FakeTunnels.class);
    }
}
