package io.genkan.web.https;

import io.genkan.web.https.LocalCertificates.Chain;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// The certificate that the server shows; a new one takes its place while the server runs, when the machine gets
/// another address or the old one nears its end.
@Component
class ServerCertificate {
    /// The name of the bundle.
    static final String BUNDLE = "genkan";

    private static final Logger log = LoggerFactory.getLogger(ServerCertificate.class);
    /// The store lives in memory alone.
    private static final String NO_PASSWORD = "";

    private final LocalCertificates certificates;
    private final DefaultSslBundleRegistry bundles;
    private Chain shown;

    ServerCertificate(LocalCertificates certificates) {
        this.certificates = certificates;
        this.shown = certificates.current();
        this.bundles = new DefaultSslBundleRegistry(BUNDLE, bundle(shown));
        announce();
    }

    SslBundles bundles() {
        return bundles;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    synchronized void renew() {
        Chain now = certificates.current();
        if (!now.equals(shown)) {
            bundles.updateBundle(BUNDLE, bundle(now));
            shown = now;
            announce();
        }
    }

    private void announce() {
        log.info(
                "HTTPS certificate of the admin pages, SHA-256: {}; its authority: {}",
                shown.server().fingerprint(),
                shown.authority().fingerprint());
    }

    private static SslBundle bundle(Chain chain) {
        return SslBundle.of(
                SslStoreBundle.of(store(chain), NO_PASSWORD, null),
                SslBundleKey.of(NO_PASSWORD),
                SslOptions.of((Set<String>) null, Set.of("TLSv1.3", "TLSv1.2")));
    }

    private static KeyStore store(Chain chain) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(BUNDLE, chain.server().key(), NO_PASSWORD.toCharArray(), new X509Certificate[] {
                chain.server().certificate(), chain.authority().certificate()
            });
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no key store for HTTPS could be made", e);
        }
    }
}
