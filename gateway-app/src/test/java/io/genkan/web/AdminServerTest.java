package io.genkan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.genkan.owner.OwnerAccount;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// The real server, over HTTPS on loopback, as a browser sees it that trusts the gateway's authority.
class AdminServerTest {
    private static final String TOKEN = "bm90aGluZyBidXQgYSB0ZXN0";
    private static final Pattern CSRF_FIELD = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @TempDir
    private static Path data;

    private static int port;
    private static ConfigurableApplicationContext application;

    private final CookieManager cookies = new CookieManager();

    @BeforeAll
    static void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        application = new SpringApplicationBuilder(PagesTest.Application.class)
                .properties(
                        "genkan.data=" + data,
                        "genkan.admin.port=" + port,
                        "genkan.metrics.token=" + TOKEN,
                        "logging.level.root=warn")
                .run();
        application.getBean(OwnerAccount.class).setPassword(PagesTest.PASSWORD);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void hasACertificateThatCountsForItsNamesAndAddresses() throws Exception {
        for (String host : List.of("localhost", "127.0.0.1")) {
            assertThat(get(host, "/login").statusCode()).as(host).isEqualTo(200);
        }
    }

    @Test
    void isNotTrustedByWhoDoesNotKnowItsAuthority() {
        assertThatExceptionOfType(SSLHandshakeException.class)
                .isThrownBy(() -> HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(uri("localhost", "/login")).build(), BodyHandlers.ofString()));
    }

    @Test
    void speaksNoOldTls() throws Exception {
        try (SSLSocket socket = (SSLSocket) trusting().getSocketFactory().createSocket("localhost", port)) {
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
        try (SSLSocket socket = (SSLSocket) trusting().getSocketFactory().createSocket("localhost", port)) {
            socket.setEnabledProtocols(new String[] {"TLSv1.1"});
            assertThatExceptionOfType(IOException.class).isThrownBy(socket::startHandshake);
        }
    }

    @Test
    void givesTheSessionOnlyToTheOwnerAndInASafeCookie() throws Exception {
        HttpResponse<String> page = get("localhost", "/login");
        assertThat(setCookies(page))
                .hasSize(1)
                .first()
                .asString()
                .matches("__Host-genkan-csrf=[^;]+; Path=/; Secure; HttpOnly; SameSite=Strict");

        HttpResponse<String> answer = logIn(page, PagesTest.PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location"))
                .hasValueSatisfying(l -> assertThat(l).endsWith("/"));
        assertThat(setCookies(answer))
                .anySatisfy(c ->
                        assertThat(c).matches("__Host-genkan=[0-9A-F]{32}; Path=/; Secure; HttpOnly; SameSite=Strict"));
        assertThat(get("localhost", "/").body()).contains("Nobody is inside");
    }

    @Test
    void answersAWrongPasswordWithoutASession() throws Exception {
        HttpResponse<String> answer = logIn(get("localhost", "/login"), "wrong horse battery");
        assertThat(answer.headers().firstValue("location"))
                .hasValueSatisfying(l -> assertThat(l).endsWith("/login?wrong"));
        assertThat(cookies.getCookieStore().getCookies())
                .extracting(HttpCookie::getName)
                .doesNotContain("__Host-genkan");
    }

    @Test
    void showsErrorsInTheLayoutAndNothingOfTheProgram() throws Exception {
        logIn(get("localhost", "/login"), PagesTest.PASSWORD);
        HttpResponse<String> missing = get("localhost", "/no-such-page");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body())
                .contains("There is no such page", "/assets/genkan-")
                .doesNotContain("Exception");

        HttpResponse<String> wrongMethod = get("localhost", "/tunnels/1/end");
        assertThat(wrongMethod.statusCode()).isEqualTo(405);
        assertThat(wrongMethod.body()).contains("This address is for a button");

        HttpResponse<String> noToken = post("/friends/new", "name=x");
        assertThat(noToken.statusCode()).isEqualTo(403);
        assertThat(noToken.body()).contains("This page is too old");

        assertThat(get("localhost", "/friends/x").statusCode()).isEqualTo(400);
    }

    @Test
    void saysThatItFailedAndNotHow() throws Exception {
        logIn(get("localhost", "/login"), PagesTest.PASSWORD);
        FakeTunnels tunnels = application.getBean(FakeTunnels.class);
        tunnels.breakDown(true);
        HttpResponse<String> failed = get("localhost", "/");
        tunnels.breakDown(false);
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body())
                .contains("Something went wrong", "/assets/genkan-")
                .doesNotContain("secret")
                .doesNotContain("Exception");
    }

    @Test
    void showsErrorsInJapaneseToo() throws Exception {
        logIn(get("localhost", "/login"), PagesTest.PASSWORD);
        get("localhost", "/?lang=ja");
        assertThat(get("localhost", "/no-such-page").body()).contains("<html lang=\"ja\"", "ページが見つかりません");
    }

    @Test
    void turnsOtherHostsAway() throws Exception {
        assertThat(raw("GET /login HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421")
                .contains("genkan.admin.names");
        assertThat(raw("GET https://evil.example/login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .doesNotStartWith("HTTP/1.1 200");
        assertThat(raw("GET /login HTTP/1.1\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(raw("GET /login HTTP/1.1\r\nHost: genkan.local:9\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void letsProgramsReadTheMetricsThatShowTheToken() throws Exception {
        assertThat(asProgram("GET", "/metrics", "Bearer " + TOKEN))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("Content-Type: text/plain;version=0.0.4;charset=utf-8")
                .contains("# TYPE jvm_memory_used_bytes gauge", "X-Content-Type-Options: nosniff")
                .doesNotContain("Set-Cookie", "Strict-Transport-Security");
        assertThat(asProgram("GET", "/metrics", "bearer  " + TOKEN)).startsWith("HTTP/1.1 200");
    }

    @Test
    void letsNobodyElseReadTheMetrics() throws Exception {
        for (String header :
                List.of("", "Bearer", "Bearer ", "Bearer x", "Bearer " + TOKEN + "x", "Basic " + TOKEN, TOKEN)) {
            assertThat(asProgram("GET", "/metrics", header))
                    .as("shows '%s'", header)
                    .startsWith("HTTP/1.1 401")
                    .contains("WWW-Authenticate: Bearer")
                    .doesNotContain("jvm_", "Strict-Transport-Security");
        }
        logIn(get("localhost", "/login"), PagesTest.PASSWORD);
        assertThat(get("localhost", "/metrics").statusCode()).as("the owner").isEqualTo(401);
    }

    @Test
    void opensNothingElseByTheToken() throws Exception {
        for (String path : List.of(
                "/", "/friends", "/metrics/", "/metrics/x", "/actuator", "/actuator/health", "/actuator/prometheus")) {
            assertThat(asProgram("GET", path, "Bearer " + TOKEN))
                    .as(path)
                    .startsWith("HTTP/1.1 302")
                    .contains("/login");
        }
        assertThat(asProgram("POST", "/metrics", "Bearer " + TOKEN)).startsWith("HTTP/1.1 40");
    }

    private static String asProgram(String method, String path, String authorization) throws Exception {
        return raw(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n"
                + "Authorization: " + authorization + "\r\n\r\n");
    }

    @Test
    void tellsNothingOfTheServer() throws Exception {
        assertThat(raw("GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .doesNotContainIgnoringCase("tomcat")
                .doesNotContain("Server:");
        assertThat(raw("GET /\u0001 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .doesNotContainIgnoringCase("tomcat")
                .doesNotContain("Exception");
    }

    private HttpResponse<String> logIn(HttpResponse<String> page, String password) throws Exception {
        Matcher field = CSRF_FIELD.matcher(page.body());
        assertThat(field.find()).isTrue();
        return post("/login", "_csrf=" + field.group(1) + "&password=" + password.replace(' ', '+'));
    }

    private HttpResponse<String> get(String host, String path) throws Exception {
        return client().send(
                        HttpRequest.newBuilder(uri(host, path))
                                .header("Accept", "text/html")
                                .build(),
                        BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        return client().send(
                        HttpRequest.newBuilder(uri("localhost", path))
                                .header("Accept", "text/html")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.ofString());
    }

    private HttpClient client() throws Exception {
        return HttpClient.newBuilder()
                .sslContext(trusting())
                .cookieHandler(cookies)
                .build();
    }

    private static String raw(String request) throws Exception {
        try (SSLSocket socket = (SSLSocket) trusting().getSocketFactory().createSocket("localhost", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> setCookies(HttpResponse<String> answer) {
        return answer.headers().allValues("set-cookie");
    }

    private static URI uri(String host, String path) {
        return URI.create("https://" + host + ":" + port + path);
    }

    private static SSLContext trusting() throws GeneralSecurityException, IOException {
        KeyStore authority = KeyStore.getInstance("PKCS12");
        authority.load(null, null);
        String pem = Files.readString(data.resolve("tls/authority.pem"));
        try (var certificate = new ByteArrayInputStream(
                pem.substring(pem.indexOf("-----BEGIN CERT")).getBytes(StandardCharsets.US_ASCII))) {
            authority.setCertificateEntry(
                    "genkan", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authority);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
