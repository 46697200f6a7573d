package io.genkan.web.https;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.SslBundle;

class ServerCertificateTest {
    private static final InetAddress NEW = InetAddress.ofLiteral("192.168.100.77");

    @TempDir
    private Path data;

    private ServerNames needed = new ServerNames(Set.of("localhost"), Set.of());
    private final List<SslBundle> updates = new ArrayList<>();

    @Test
    void takesANewAddressIntoTheCertificateWhileItRuns() throws KeyStoreException {
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
        ServerCertificate certificate = new ServerCertificate(new LocalCertificates(data, () -> needed, clock));
        certificate.bundles().addBundleUpdateHandler(ServerCertificate.BUNDLE, updates::add);

        certificate.renew();
        assertThat(updates).isEmpty();

        needed = new ServerNames(Set.of("localhost"), Set.of(NEW));
        certificate.renew();

        assertThat(updates).hasSize(1);
        KeyStore store = Objects.requireNonNull(updates.getFirst().getStores().getKeyStore());
        X509Certificate shown = (X509Certificate) store.getCertificate(ServerCertificate.BUNDLE);
        assertThat(ServerNames.of(shown).addresses()).containsExactly(NEW);
    }
}
