package io.genkan.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The one-time name under which a new friend presents his key, as the user name of his ssh: 80 random bits in Base32
/// without letters that look alike, such as `k7m2-9xq4-hd3v-wbnp`.
///
/// Whoever has it can ask to be let in, no more; but it is shown only to the owner, and kept as a hash.
///
/// @param characters the 16 characters without hyphens
public record InvitationName(String characters) {
    /// Douglas Crockford's alphabet: no i, l, o, u.
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int LENGTH = 16;
    private static final int GROUP = 4;
    private static final Pattern PLAIN = Pattern.compile("[0-9a-hjkmnp-tv-z]{" + LENGTH + "}");
    private static final Pattern TYPED = Pattern.compile("[0-9a-zA-Z]{4}(?:-[0-9a-zA-Z]{4}){3}");

    /// @throws IllegalArgumentException if it is not of this form
    public InvitationName {
        if (!PLAIN.matcher(characters).matches()) {
            throw new IllegalArgumentException("not the name of an invitation");
        }
    }

    /// Makes one that nobody can guess.
    static InvitationName random(SecureRandom random) {
        StringBuilder characters = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            characters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new InvitationName(characters.toString());
    }

    /// Reads a user name as one; capital letters, and o, i and l for digits, do not matter.
    ///
    /// @return empty for a user name of any other form
    public static Optional<InvitationName> parse(String userName) {
        if (!TYPED.matcher(userName).matches()) {
            return Optional.empty();
        }
        String characters = userName.toLowerCase(Locale.ROOT)
                .replace("-", "")
                .replace('o', '0')
                .replace('i', '1')
                .replace('l', '1');
        return PLAIN.matcher(characters).matches() ? Optional.of(new InvitationName(characters)) : Optional.empty();
    }

    /// What is kept of it. A plain hash is enough for what nobody can guess.
    String hash() {
        return hashOf(characters);
    }

    /// The same of any text, so that hashing tells names from others by no time.
    static String hashOf(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        StringBuilder groups = new StringBuilder(characters);
        for (int at = LENGTH - GROUP; at > 0; at -= GROUP) {
            groups.insert(at, '-');
        }
        return groups.toString();
    }
}
