package io.genkan.web.https;

import io.genkan.settings.GatewayProperties.Admin;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Cookie;
import org.springframework.boot.web.server.Cookie.SameSite;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.Session;

/// Makes the server small enough for a Pi, and HTTPS its only way in.
final class AdminServer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final int MOST_THREADS = 20;
    private static final int SPARE_THREADS = 2;
    private static final int MOST_CONNECTIONS = 200;
    private static final int WAITING_CONNECTIONS = 50;
    private static final int LARGEST_FORM_BYTES = 64 * 1024;
    private static final Duration SLOWEST_REQUEST = Duration.ofSeconds(10);
    /// Above the idle time that the login itself has, which comes first.
    private static final Duration SESSION_TIMEOUT = Duration.ofMinutes(31);

    private final Admin admin;
    private final ServerCertificate certificate;

    AdminServer(Admin admin, ServerCertificate certificate) {
        this.admin = admin;
        this.certificate = certificate;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setPort(admin.port());
        listenOn(admin.address(), factory);
        Ssl ssl = new Ssl();
        ssl.setBundle(ServerCertificate.BUNDLE);
        factory.setSsl(ssl);
        factory.setSslBundles(certificate.bundles());
        session(factory.getSettings().getSession());
        factory.addConnectorCustomizers(connector -> {
            connector.setMaxPostSize(LARGEST_FORM_BYTES);
            connector.setXpoweredBy(false);
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                http.setMaxThreads(MOST_THREADS);
                http.setMinSpareThreads(SPARE_THREADS);
                http.setMaxConnections(MOST_CONNECTIONS);
                http.setAcceptCount(WAITING_CONNECTIONS);
                http.setConnectionTimeout((int) SLOWEST_REQUEST.toMillis());
                http.setMaxSwallowSize(LARGEST_FORM_BYTES);
            }
        });
    }

    /// The prefix `__Host-` makes the browser itself insist on Secure, on the path `/`, and on our host alone.
    private static void session(Session session) {
        session.setTimeout(SESSION_TIMEOUT);
        Cookie cookie = session.getCookie();
        cookie.setName("__Host-genkan");
        cookie.setPath("/");
        cookie.setSecure(true);
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.STRICT);
    }

    /// All addresses are left to Java, which listens on `::` or, where the kernel has no IPv6, on `0.0.0.0`. To
    /// name `::` there fails.
    private static void listenOn(String address, TomcatServletWebServerFactory factory) {
        try {
            InetAddress wanted = InetAddress.getByName(address);
            if (!(wanted instanceof Inet6Address && wanted.isAnyLocalAddress())) {
                factory.setAddress(wanted);
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("genkan.admin.address is no address of this machine: " + address, e);
        }
    }
}
