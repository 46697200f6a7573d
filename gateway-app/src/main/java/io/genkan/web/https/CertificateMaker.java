package io.genkan.web.https;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Makes the keys and certificates: ECDSA on P-256, which every browser takes and a Pi signs quickly.
final class CertificateMaker {
    /// Browsers and phones refuse server certificates that count for more than 398 days.
    static final Duration SERVER_LIFETIME = Duration.ofDays(397);

    /// Long, since the owner installs it by hand on each of his devices.
    static final Period AUTHORITY_LIFETIME = Period.ofYears(10);

    /// A device whose clock is a little behind takes a new certificate too.
    private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

    private static final int SERIAL_BITS = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    private CertificateMaker() {}

    /// A new authority, which signs for itself.
    ///
    /// @param machine the machine's name, for people who install the authorities of several gateways
    /// @param scope the host names for which it may sign
    static CertifiedKey authority(String machine, AuthorityScope scope, Instant now) {
        KeyPair pair = newPair();
        X500Name name = new X500Name("CN=Genkan authority of " + machine.replaceAll("[^A-Za-z0-9.-]", ""));
        Instant end = now.atZone(ZoneOffset.UTC).plus(AUTHORITY_LIFETIME).toInstant();
        JcaX509v3CertificateBuilder builder = builder(name, name, pair, now.minus(CLOCK_TOLERANCE), end);
        try {
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(Extension.nameConstraints, true, scope.asExtension())
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            identifiers.createSubjectKeyIdentifier(pair.getPublic()));
            return signed(builder, pair, pair);
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("no certificate authority could be made", e);
        }
    }

    /// A new server certificate with a new key, signed by the authority; it never outlives the authority.
    static CertifiedKey server(CertifiedKey authority, ServerNames names, Instant now) {
        KeyPair pair = newPair();
        X500Name issuer = X500Name.getInstance(
                authority.certificate().getSubjectX500Principal().getEncoded());
        Instant start = now.minus(CLOCK_TOLERANCE);
        Instant end = start.plus(SERVER_LIFETIME);
        Instant authorityEnd = authority.certificate().getNotAfter().toInstant();
        JcaX509v3CertificateBuilder builder = builder(
                issuer, new X500Name("CN=Genkan"), pair, start, end.isBefore(authorityEnd) ? end : authorityEnd);
        try {
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                    .addExtension(Extension.subjectAlternativeName, false, names.asExtension())
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            identifiers.createSubjectKeyIdentifier(pair.getPublic()))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            identifiers.createAuthorityKeyIdentifier(
                                    authority.certificate().getPublicKey()));
            return signed(builder, pair, new KeyPair(authority.certificate().getPublicKey(), authority.key()));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("no server certificate could be made", e);
        }
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, KeyPair pair, Instant start, Instant end) {
        BigInteger serial = new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1);
        return new JcaX509v3CertificateBuilder(
                issuer, serial, Date.from(start), Date.from(end), subject, pair.getPublic());
    }

    private static CertifiedKey signed(JcaX509v3CertificateBuilder builder, KeyPair own, KeyPair issuer)
            throws OperatorCreationException, GeneralSecurityException {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate());
        return new CertifiedKey(
                own.getPrivate(), new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
    }

    private static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java makes no P-256 keys", e);
        }
    }
}
