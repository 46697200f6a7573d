package io.genkan.web.https;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/// A private key and the certificate of its public half.
record CertifiedKey(PrivateKey key, X509Certificate certificate) {
    private static final byte[] PROBE = {1, 2, 3};

    /// Whether the certificate is for this key and no other.
    boolean belongTogether() {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /// Whether the certificate counts now and for that long.
    boolean isGoodFor(Duration remaining, Instant now) {
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && now.plus(remaining).isBefore(certificate.getNotAfter().toInstant());
    }

    /// Whether the certificate was signed with the other one's key.
    boolean isIssuedBy(CertifiedKey issuer) {
        try {
            certificate.verify(issuer.certificate().getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /// The SHA-256 fingerprint of the certificate, as browsers show it: `AB:CD:…`.
    String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("a certificate has no fingerprint", e);
        }
    }
}
