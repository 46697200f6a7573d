package io.genkan.settings;

import io.genkan.net.BadInputException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The secret with which a monitoring program may read the metrics. Nothing prints it.
public final class MetricsToken {
    /// As many as `openssl rand -base64 18` prints; nobody tries so many.
    private static final int SHORTEST = 24;

    private final byte[] digest;

    private MetricsToken(byte[] digest) {
        this.digest = digest;
    }

    /// Reads a token.
    ///
    /// @throws BadInputException if it is too short to be a secret
    public static MetricsToken parse(String text) {
        String token = text.strip();
        if (token.length() < SHORTEST) {
            throw new BadInputException(SettingsProblem.SHORT_TOKEN, SHORTEST);
        }
        return new MetricsToken(digest(token));
    }

    /// Whether somebody has shown this token. Takes as long for a wrong one as for the right one, so that it tells
    /// nothing of how wrong.
    public boolean isShownBy(String shown) {
        return MessageDigest.isEqual(digest, digest(shown));
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MetricsToken token && MessageDigest.isEqual(digest, token.digest);
    }

    @Override
    public int hashCode() {
        return MetricsToken.class.hashCode();
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
