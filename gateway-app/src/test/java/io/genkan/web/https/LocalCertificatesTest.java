package io.genkan.web.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.genkan.web.https.LocalCertificates.Chain;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCertificatesTest {
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final InetAddress LAN = InetAddress.ofLiteral("192.168.100.2");
    private static final InetAddress LAN6 = InetAddress.ofLiteral("fd00::2");

    @TempDir
    private Path data;

    private ServerNames needed = new ServerNames(Set.of("localhost", "genkan.local"), Set.of(LAN, LAN6));

    @Test
    void makesACertificateForEveryName() {
        ServerNames made = ServerNames.of(at(START).server().certificate());
        assertThat(made.names()).containsExactlyInAnyOrder("localhost", "genkan.local");
        assertThat(made.addresses()).containsExactlyInAnyOrder(LAN, LAN6);
    }

    @Test
    void makesAChainThatJavaTrusts() throws GeneralSecurityException {
        Chain chain = at(START);
        validate(chain.server(), chain.authority());
    }

    @Test
    void makesAnAuthorityThatIsGoodForNoOtherHosts() {
        CertifiedKey authority = at(START).authority();
        CertifiedKey forged =
                CertificateMaker.server(authority, new ServerNames(Set.of("bank.example"), Set.of()), START);
        assertThatExceptionOfType(CertPathValidatorException.class).isThrownBy(() -> validate(forged, authority));
    }

    @Test
    void givesTheAuthorityTheNamesThatTheMachineHas() throws GeneralSecurityException {
        needed = new ServerNames(Set.of("localhost", "gate.example.com"), Set.of(LAN));
        Chain chain = at(START);
        assertThat(ServerNames.of(chain.server().certificate()).names()).contains("gate.example.com");
        validate(chain.server(), chain.authority());
    }

    @Test
    void leavesOutANameThatTheAuthorityMayNotSign() throws GeneralSecurityException {
        Chain first = at(START);
        needed = new ServerNames(Set.of("localhost", "genkan.local", "pi.lan", "late.example.com"), Set.of(LAN));
        Chain later = at(START);
        assertThat(later.authority()).isEqualTo(first.authority());
        assertThat(ServerNames.of(later.server().certificate()).names())
                .containsExactlyInAnyOrder("localhost", "genkan.local", "pi.lan");
        validate(later.server(), later.authority());
        assertThat(at(START)).isEqualTo(later);
    }

    @Test
    void letsTheServerSignNoCertificates() {
        X509Certificate server = at(START).server().certificate();
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
        assertThat(server.getKeyUsage()[5]).as("keyCertSign").isFalse();
        assertThat(at(START).authority().certificate().getBasicConstraints()).isZero();
    }

    @Test
    void staysBelowTheLifetimeThatBrowsersTake() {
        X509Certificate server = at(START).server().certificate();
        Duration lifetime = Duration.between(
                server.getNotBefore().toInstant(), server.getNotAfter().toInstant());
        assertThat(lifetime).isEqualTo(Duration.ofDays(397));
    }

    @Test
    void keepsKeysToItself() throws IOException {
        at(START);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tls("."))))
                .isEqualTo("rwx------");
        for (String file : List.of("authority.pem", "server.pem")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tls(file))))
                    .isEqualTo("rw-------");
        }
        try (var files = Files.list(tls("."))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void keepsBothAtALaterStart() {
        Chain first = at(START);
        assertThat(at(START.plus(Duration.ofDays(300)))).isEqualTo(first);
    }

    @Test
    void renewsTheServerAloneNearItsEnd() {
        Chain first = at(START);
        Chain later = at(START.plus(Duration.ofDays(370)));
        assertThat(later.authority()).isEqualTo(first.authority());
        assertThat(later.server()).isNotEqualTo(first.server());
        assertThat(later.server().isGoodFor(Duration.ofDays(390), START.plus(Duration.ofDays(370))))
                .isTrue();
    }

    @Test
    void makesTheServerAnewForANewAddress() {
        Chain first = at(START);
        needed = new ServerNames(needed.names(), Set.of(InetAddress.ofLiteral("192.168.100.77")));
        Chain later = at(START);
        assertThat(later.authority()).isEqualTo(first.authority());
        assertThat(ServerNames.of(later.server().certificate()).addresses())
                .containsExactly(InetAddress.ofLiteral("192.168.100.77"));
    }

    @Test
    void keepsTheServerWhenAnAddressIsGone() {
        Chain first = at(START);
        needed = new ServerNames(needed.names(), Set.of(LAN));
        assertThat(at(START)).isEqualTo(first);
    }

    @Test
    void keepsTheAuthorityWhenTheClockWasSetBack() {
        Chain first = at(START);
        Chain earlier = at(START.minus(Duration.ofDays(3_000)));
        assertThat(earlier.authority()).isEqualTo(first.authority());
    }

    @Test
    void replacesAnAuthorityNearItsEnd() {
        Chain first = at(START);
        Chain later = at(START.plus(Duration.ofDays(3_640)));
        assertThat(later.authority()).isNotEqualTo(first.authority());
        assertThat(later.server().isIssuedBy(later.authority())).isTrue();
    }

    @Test
    void stopsAtADamagedFileAndLeavesItAsItIs() throws IOException {
        at(START);
        for (String file : List.of("authority.pem", "server.pem")) {
            for (String damage :
                    List.of("", "hello", Files.readString(tls(file)).substring(0, 200))) {
                Path safe = Files.copy(tls(file), data.resolve("safe"), StandardCopyOption.REPLACE_EXISTING);
                Files.writeString(tls(file), damage);
                assertThatExceptionOfType(TlsFileException.class)
                        .isThrownBy(() -> at(START))
                        .withMessageContaining(tls(file) + " is damaged");
                assertThat(tls(file)).hasContent(damage);
                Files.move(safe, tls(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void stopsAtAKeyOfAnotherCertificate() throws IOException {
        at(START);
        String server = Files.readString(tls("server.pem"));
        String authority = Files.readString(tls("authority.pem"));
        int certificate = authority.indexOf("-----BEGIN CERTIFICATE");
        Files.writeString(
                tls("authority.pem"),
                server.substring(0, server.indexOf("-----BEGIN CERTIFICATE")) + authority.substring(certificate));
        assertThatExceptionOfType(TlsFileException.class)
                .isThrownBy(() -> at(START))
                .withMessageContaining("do not belong together");
    }

    @Test
    void stopsWhereTheAuthorityIsGone() throws IOException {
        at(START);
        Files.delete(tls("authority.pem"));
        assertThatExceptionOfType(TlsFileException.class)
                .isThrownBy(() -> at(START))
                .withMessageContaining("is missing");
    }

    @Test
    void stopsAtAFileThatCannotBeRead() throws IOException {
        Files.createDirectories(tls("authority.pem"));
        assertThatExceptionOfType(TlsFileException.class)
                .isThrownBy(() -> at(START))
                .withMessageContaining("cannot be read");
    }

    @Test
    void saysWhatToDoAboutADamagedFile() {
        TlsFileException problem = new TlsFileException(tls("server.pem"), "is damaged", null);
        assertThat(problem).hasMessageContaining("server.pem is damaged");
        assertThat(problem.whatToDo()).contains("backup").contains(tls(".") + " and start");
    }

    /// As browsers do it: what the authority's certificate says about itself counts too. Java looks at that only
    /// if the certificate is part of the path.
    private static void validate(CertifiedKey server, CertifiedKey authority) throws GeneralSecurityException {
        X509Certificate root = authority.certificate();
        PKIXParameters parameters =
                new PKIXParameters(Set.of(new TrustAnchor(root.getSubjectX500Principal(), root.getPublicKey(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(START));
        CertPathValidator.getInstance("PKIX")
                .validate(
                        CertificateFactory.getInstance("X.509").generateCertPath(List.of(server.certificate(), root)),
                        parameters);
    }

    private Chain at(Instant now) {
        return new LocalCertificates(data, () -> needed, Clock.fixed(now, ZoneOffset.UTC)).current();
    }

    private Path tls(String file) {
        return data.resolve("tls").resolve(file).normalize();
    }
}
