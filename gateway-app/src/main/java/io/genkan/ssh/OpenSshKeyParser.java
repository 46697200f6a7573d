package io.genkan.ssh;

import io.genkan.access.KeyParser;
import io.genkan.access.KeyProblem;
import io.genkan.access.SshPublicKey;
import io.genkan.net.BadInputException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads the public keys that OpenSSH's ssh-keygen and PuTTYgen write.
@Component
class OpenSshKeyParser implements KeyParser {
    /// What ssh-keygen makes by default; shorter ones are no longer thought to be safe.
    private static final int SHORTEST_RSA_BITS = 3072;

    /// The longest that ssh-keygen makes.
    private static final int LONGEST_RSA_BITS = 16_384;

    /// Control and format characters, lone surrogates and line separators: what moves a terminal's cursor or turns the
    /// direction of the text around.
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private static final int LONGEST_COMMENT = 200;
    /// Mail programs break a line every 70 or so characters; an RSA key of 8192 bits then has about 20 pieces.
    private static final int MOST_PIECES = 40;

    private static final Set<String> ACCEPTED = Set.of(
            "ssh-ed25519",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "ssh-rsa",
            "sk-ssh-ed25519@openssh.com",
            "sk-ecdsa-sha2-nistp256@openssh.com");

    @Override
    public SshPublicKey parse(String text) {
        KeyText words = KeyText.read(text);
        boolean typeWithin = words.type().equals(KeyText.SSH2);
        if (!typeWithin) {
            refuseOtherTypes(words.type());
        }
        List<String> rest = words.rest();
        StringBuilder base64 = new StringBuilder();
        for (int pieces = 0; pieces < Math.min(rest.size(), MOST_PIECES); pieces++) {
            base64.append(rest.get(pieces));
            Decoded decoded = decode(base64.toString());
            if (decoded != null && (typeWithin || decoded.type().equals(words.type()))) {
                return accept(decoded, withoutPadding(rest.subList(pieces + 1, rest.size())));
            }
        }
        throw new BadInputException(KeyProblem.DAMAGED, words.type());
    }

    private record Decoded(String type, PublicKey key) {}

    private static void refuseOtherTypes(String type) {
        if (type.contains("-cert-")) {
            throw new BadInputException(KeyProblem.CERTIFICATE, type);
        }
        if (!ACCEPTED.contains(type)) {
            throw new BadInputException(KeyProblem.UNSUPPORTED, type);
        }
    }

    /// @return null if this is not a whole key
    private static @Nullable Decoded decode(String base64) {
        try {
            byte[] blob = Base64.getDecoder().decode(base64);
            PublicKey key = new ByteArrayBuffer(blob).getRawPublicKey();
            String inside = KeyUtils.getKeyType(key);
            boolean whole = inside != null && Arrays.equals(PublicKeyBlob.of(key), blob);
            return whole ? new Decoded(inside, key) : null;
        } catch (RuntimeException | SshException e) {
            // Whatever the library says of a damaged key, it is damaged; it throws a dozen kinds.
            return null;
        }
    }

    private static SshPublicKey accept(Decoded decoded, List<String> comment) {
        refuseOtherTypes(decoded.type());
        if (decoded.key() instanceof RSAPublicKey rsa) {
            checkLength(decoded.type(), rsa.getModulus().bitLength());
        }
        return new SshPublicKey(
                decoded.type(),
                PublicKeyBlob.base64Of(decoded.key()),
                KeyUtils.getFingerPrint(decoded.key()),
                comment(comment));
    }

    /// The key is whole without its last `=`, which a line break can have cut off.
    private static List<String> withoutPadding(List<String> words) {
        boolean padding = !words.isEmpty() && words.getFirst().matches("=+");
        return padding ? words.subList(1, words.size()) : words;
    }

    private static void checkLength(String type, int bits) {
        if (bits < SHORTEST_RSA_BITS) {
            throw new BadInputException(KeyProblem.RSA_TOO_SHORT, bits, SHORTEST_RSA_BITS);
        }
        if (bits > LONGEST_RSA_BITS) {
            throw new BadInputException(KeyProblem.UNSUPPORTED, type);
        }
    }

    private static String comment(List<String> words) {
        String all = UNPRINTABLE.matcher(String.join(" ", words)).replaceAll("");
        int end = Math.min(all.length(), LONGEST_COMMENT);
        boolean withinCharacter = end < all.length() && Character.isLowSurrogate(all.charAt(end));
        return all.substring(0, withinCharacter ? end - 1 : end);
    }
}
