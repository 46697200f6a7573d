package io.genkan.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.genkan.access.FriendName;
import io.genkan.access.FriendsOnDisk;
import io.genkan.access.Invitations;
import io.genkan.access.RequestArrived;
import io.genkan.net.BadInputException;
import io.genkan.notify.Delivery.Delivered;
import io.genkan.notify.Delivery.Failed;
import io.genkan.tunnel.ConnectedWithoutTunnel;
import io.genkan.web.Bundles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Notifications to a real HTTP server, with a real database.
class NotificationsTest {
    private static final Instant NOW = Instant.parse("2026-05-03T10:15:30Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ORIGIN = "203.0.113.10:51515";
    private static final String TOKEN = "tk_secret123";

    @TempDir
    private Path data;

    private final WebhookHere webhook = new WebhookHere();
    private FriendsOnDisk disk;
    private Courier courier;
    private DoorBell bell;
    private Notifications notifications;

    @BeforeEach
    void start() {
        disk = FriendsOnDisk.in(data);
        NotificationTable table = new NotificationTable(disk.database().jdbc());
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        courier = new Courier(
                table, Bundles.source(), Duration.ofSeconds(2), List.of(Duration.ofMillis(50), Duration.ofMillis(50)));
        bell = new DoorBell(courier, table, clock);
        notifications = new Notifications(table, disk.database().durable(), courier, clock);
        courier.start();
    }

    @AfterEach
    void stop() {
        courier.stop();
        webhook.close();
        disk.close();
    }

    @Test
    void sendsInTheFormOfNtfy() {
        set(webhook.url(), "ntfy", TOKEN);
        assertThat(notifications.test()).isEqualTo(new Delivered());
        WebhookHere.Heard heard = webhook.heard.getFirst();
        assertThat(heard.method()).isEqualTo("POST");
        assertThat(heard.path()).isEqualTo("/home");
        assertThat(heard.authorization()).isEqualTo("Bearer " + TOKEN);
        assertThat(decoded(heard.title())).isEqualTo("Genkan");
        assertThat(heard.body()).startsWith("This is a test.");
    }

    @Test
    void sendsInJsonAndJapanese() {
        notifications.change(new NotificationChange(
                Optional.of(webhook.url()),
                Optional.of("json"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("ja")));
        bell.cameIn("花子", ORIGIN);
        WebhookHere.Heard heard = awaitHeard(1);
        assertThat(heard.authorization()).isNull();
        assertThat(heard.body())
                .isEqualTo("{\"event\":\"friend-in\",\"title\":\"花子さんが入りました\",\"text\":\"接続元: 203.0.113.10:51515\","
                        + "\"subject\":\"花子\",\"detail\":\"203.0.113.10:51515\",\"at\":\"2026-05-03T10:15:30Z\"}");
    }

    @Test
    void tellsOfWhoWaitsWithHisFingerprint() {
        set(webhook.url(), "ntfy", "");
        Invitations.Made made = disk.invitations().make("Taro", List.of(), Optional.empty());
        disk.invitations().accept(made.name(), FriendsOnDisk.keyOf("laptop"), "203.0.113.10:51515").stream()
                .map(RequestArrived::new)
                .forEach(bell::on);
        WebhookHere.Heard heard = awaitHeard(1);
        assertThat(decoded(heard.title())).isEqualTo("Taro waits to be let in");
        assertThat(heard.body()).contains(FriendsOnDisk.keyOf("laptop").fingerprint());
    }

    @Test
    void tellsOnlyWhatTheOwnerChose() {
        set(webhook.url(), "ntfy", "");
        notifications.change(new NotificationChange(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of("request", "friend-in")),
                Optional.of(List.of("ec2")),
                Optional.empty()));
        bell.cameIn("ec2", ORIGIN);
        bell.cameIn("taro", ORIGIN);
        bell.cameIn("taro", ORIGIN);
        bell.cameIn("jiro", ORIGIN);
        awaitHeard(2);
        assertThat(webhook.heard)
                .extracting(heard -> decoded(heard.title()))
                .containsExactly("taro is in", "jiro is in");
    }

    /// Whoever comes in by a connection has no tunnel, and a hop without one is down.
    @Test
    void tellsOfWhoComesInWithoutATunnel() {
        set(webhook.url(), "ntfy", "");
        bell.on(new ConnectedWithoutTunnel(FriendName.parse("taro"), ORIGIN));
        WebhookHere.Heard heard = awaitHeard(1);
        assertThat(decoded(heard.title())).isEqualTo("taro is in");
        assertThat(heard.body()).contains(ORIGIN);
    }

    @Test
    void tellsOnceThatAHopIsDown() {
        set(webhook.url(), "ntfy", "");
        notifications.change(new NotificationChange(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of("ec2")),
                Optional.empty()));
        long grace = HopWatch.GRACE.toNanos();
        bell.cameIn("ec2", ORIGIN);
        bell.look(0);
        bell.left("ec2");
        bell.look(1);
        bell.look(grace);
        bell.cameIn("ec2", ORIGIN);
        bell.look(2 * grace);
        bell.left("ec2");
        bell.look(3 * grace);
        assertThat(webhook.heard).isEmpty();
        bell.look(4 * grace);
        bell.look(9 * grace);
        awaitHeard(1);
        assertThat(decoded(webhook.heard.getFirst().title())).isEqualTo("The hop ec2 is down");
    }

    @Test
    void triesAgainWhatMayPass() {
        set(webhook.url(), "ntfy", "");
        webhook.answers(503, 429);
        bell.cameIn("taro", ORIGIN);
        awaitHeard(3);
        await().atMost(PATIENCE).until(() -> notifications.trouble().isEmpty());
    }

    @Test
    void givesUpInTheEndAndSaysSo() {
        set(webhook.url(), "ntfy", "");
        webhook.answers(500, 500, 500, 500);
        bell.cameIn("taro", ORIGIN);
        awaitHeard(3);
        bell.cameIn("jiro", ORIGIN);
        awaitHeard(5);
        await().atMost(PATIENCE).until(() -> notifications.trouble().isEmpty());
        assertThat(webhook.heard)
                .extracting(heard -> decoded(heard.title()))
                .startsWith("taro is in", "taro is in", "taro is in");
    }

    @ParameterizedTest
    @CsvSource({"400, REFUSED", "401, NOT_ALLOWED", "403, NOT_ALLOWED", "404, REFUSED", "413, REFUSED"})
    void doesNotTryAgainWhatStays(int status, DeliveryProblem problem) {
        set(webhook.url(), "ntfy", "");
        webhook.answers(status);
        bell.cameIn("taro", ORIGIN);
        await().atMost(PATIENCE).until(() -> notifications.trouble().isPresent());
        assertThat(notifications.trouble()).map(Failed::reason).contains(problem);
        bell.cameIn("jiro", ORIGIN);
        awaitHeard(2);
        assertThat(webhook.heard)
                .extracting(heard -> decoded(heard.title()))
                .containsExactly("taro is in", "jiro is in");
    }

    @Test
    void doesNotFollowARedirectWithItsToken() {
        try (WebhookHere elsewhere = new WebhookHere()) {
            webhook.redirectsTo(elsewhere.url());
            set(webhook.url(), "ntfy", TOKEN);
            assertThat(notifications.test()).isEqualTo(new Failed(DeliveryProblem.REDIRECTED, List.of("127.0.0.1")));
            assertThat(elsewhere.heard).isEmpty();
        }
    }

    @Test
    void waitsNoLongerThanItIsPatient() {
        webhook.isSilent();
        set(webhook.url(), "ntfy", "");
        assertThat(notifications.test()).isEqualTo(new Failed(DeliveryProblem.NO_ANSWER, List.of("127.0.0.1")));
    }

    @Test
    void saysThatNobodyIsThere() {
        String url = webhook.url();
        webhook.close();
        set(url, "ntfy", "");
        assertThat(notifications.test()).isEqualTo(new Failed(DeliveryProblem.NO_CONNECTION, List.of("127.0.0.1")));
    }

    /// Whoever opens a tunnel does not wait for a webhook, however many friends come.
    @Test
    void neverHoldsUpWhoRings() {
        webhook.isSilent();
        set(webhook.url(), "ntfy", "");
        for (int i = 0; i < 10 * Courier.MOST_WAITING; i++) {
            bell.cameIn("friend " + i, ORIGIN);
        }
        assertThat(webhook.heard.size()).isLessThan(2);
    }

    @Test
    void keepsItsSecrets() {
        set("https://ntfy.example/secret-topic", "ntfy", TOKEN);
        NotificationSettings settings = notifications.settings().orElseThrow();
        assertThat(settings.token()).map(WebhookToken::secret).contains(TOKEN);
        assertThat(settings.toString()).doesNotContain(TOKEN, "secret-topic");
        set("https://ntfy.example/other", "ntfy", null);
        assertThat(notifications.settings().orElseThrow().token()).isPresent();
        set("https://elsewhere.example/secret-topic", "ntfy", null);
        assertThat(notifications.settings().orElseThrow().token()).isEmpty();
        notifications.turnOff();
        assertThat(notifications.settings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ntfy.sh/x",
                "https://[2001:db8::1]:8443/x",
                "http://192.168.100.10:8080/x",
                "http://nas/x",
                "http://nas.local",
                "http://[fd00::1]/x",
                "http://10.0.0.1/"
            })
    void takesAWebhook(String url) {
        assertThat(WebhookUrl.parse(url).uri()).hasToString(url);
    }

    @ParameterizedTest
    @CsvSource({
        "'', NOT_A_URL",
        "ntfy.sh/x, NOT_A_URL",
        "ftp://nas/x, NOT_A_URL",
        "file:///etc/passwd, NOT_A_URL",
        "https://user:word@ntfy.sh/x, NOT_A_URL",
        "https:///x, NOT_A_URL",
        "https://ntfy.sh:99999/x, NOT_A_URL",
        "https://ntfy.sh/a b, NOT_A_URL",
        "http://ntfy.sh/x, HTTP_OUTSIDE_HOME",
        "http://203.0.113.7/x, HTTP_OUTSIDE_HOME",
        "http://[2001:db8::1]/x, HTTP_OUTSIDE_HOME",
        "http://local.evil.example/x, HTTP_OUTSIDE_HOME"
    })
    void refusesAWebhook(String url, NotificationProblem problem) {
        assertThatThrownBy(() -> WebhookUrl.parse(url))
                .isInstanceOfSatisfying(
                        BadInputException.class, e -> assertThat(e.reason()).isEqualTo(problem));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "line\nbreak", "ключ"})
    void refusesAToken(String token) {
        assertThatThrownBy(() -> set(webhook.url(), "ntfy", token))
                .isInstanceOfSatisfying(BadInputException.class, e -> {
                    assertThat(e.reason()).isEqualTo(NotificationProblem.NOT_A_TOKEN);
                    assertThat(e.getMessage()).doesNotContain(token);
                });
    }

    private void set(String url, String format, @Nullable String token) {
        notifications.change(new NotificationChange(
                Optional.of(url),
                Optional.of(format),
                Optional.ofNullable(token),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    private WebhookHere.Heard awaitHeard(int count) {
        await().atMost(PATIENCE).until(() -> webhook.heard.size() >= count);
        return webhook.heard.get(count - 1);
    }

    private static String decoded(@Nullable String title) {
        assertThat(title).startsWith("=?UTF-8?B?").endsWith("?=");
        String base64 = String.valueOf(title).replace("=?UTF-8?B?", "").replace("?=", "");
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
