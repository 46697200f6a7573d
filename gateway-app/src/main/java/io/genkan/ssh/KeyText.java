package io.genkan.ssh;

import io.genkan.access.KeyProblem;
import io.genkan.net.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The words of a pasted public key, taken apart but not yet decoded. Pure text.
///
/// People paste more than the line of the `.pub` file: comments around it, a line wrapped by a mail program, an
/// authorized_keys line with options, the wrong file. What can be understood without guessing is; everything else is
/// named.
///
/// @param type the key type in front of the key, or {@link #SSH2}
/// @param rest the words behind the type: the Base64 of the key, perhaps in pieces, and the comment
record KeyText(String type, List<String> rest) {
    private static final int LONGEST = 64 * 1024;

    /// The type of the SSH2 form, whose real one stands within the key; for the words of a refusal.
    static final String SSH2 = "SSH2";

    /// How much of a text that was not understood is repeated in a refusal. A private key that lost its first line
    /// begins with its public half, which is longer than this.
    private static final int LONGEST_QUOTATION = 32;

    private static final Pattern KEY_TYPE =
            Pattern.compile("(?:sk-)?(?:ssh|ecdsa-sha2)-[a-z0-9]+(?:-cert-v01)?(?:@openssh\\.com)?");
    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "BEGIN [A-Z0-9 ]*PRIVATE KEY|END [A-Z0-9 ]*PRIVATE KEY|PRIVATE KEY-{4,}|PuTTY-User-Key-File|Private-Lines:");
    private static final Pattern FINGERPRINT = Pattern.compile("(?:SHA256|MD5):\\S+|(?:[0-9a-f]{2}:){15}[0-9a-f]{2}");
    private static final String SSH2_BEGIN = "---- BEGIN SSH2 PUBLIC KEY";

    /// Options that forbid what no friend may do here anyway, or ask for what every friend gets.
    private static final Set<String> KEPT_OPTIONS = Set.of(
            "restrict",
            "no-agent-forwarding",
            "no-port-forwarding",
            "no-pty",
            "no-user-rc",
            "no-x11-forwarding",
            "no-touch-required",
            "agent-forwarding",
            "port-forwarding",
            "pty",
            "user-rc",
            "x11-forwarding",
            "command",
            "environment",
            "permitlisten",
            "permitopen",
            "tunnel");

    /// Options whose loss would let in somebody whom they keep out.
    private static final Set<String> LOST_OPTIONS =
            Set.of("cert-authority", "expiry-time", "from", "principals", "verify-required");

    /// Takes a pasted text apart.
    ///
    /// @throws BadInputException if it is not one public key
    static KeyText read(String pasted) {
        String text = withoutByteOrderMark(pasted).strip();
        refuseWhatIsNoPublicKey(text);
        if (text.startsWith(SSH2_BEGIN)) {
            return ssh2(text);
        }
        List<List<String>> lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(KeyText::words)
                .toList();
        if (lines.isEmpty()) {
            throw new BadInputException(KeyProblem.EMPTY);
        }
        return oneKey(lines, text);
    }

    private static void refuseWhatIsNoPublicKey(String text) {
        if (text.isEmpty()) {
            throw new BadInputException(KeyProblem.EMPTY);
        }
        if (PRIVATE_KEY.matcher(text).find()) {
            throw new BadInputException(KeyProblem.PRIVATE_KEY);
        }
        if (text.startsWith("-----BEGIN ")) {
            throw new BadInputException(KeyProblem.PEM_PUBLIC_KEY);
        }
        if (text.length() > LONGEST) {
            throw new BadInputException(KeyProblem.NOT_A_KEY);
        }
    }

    private static KeyText oneKey(List<List<String>> lines, String text) {
        List<List<String>> withType = lines.stream()
                .filter(line -> line.stream().anyMatch(KeyText::isType))
                .toList();
        if (withType.isEmpty()) {
            boolean fingerprint = FINGERPRINT.matcher(text).find();
            throw new BadInputException(fingerprint ? KeyProblem.FINGERPRINT : KeyProblem.NOT_A_KEY);
        }
        if (withType.size() > 1) {
            throw new BadInputException(KeyProblem.SEVERAL_KEYS, withType.size());
        }
        List<String> words = lines.subList(lines.indexOf(withType.getFirst()), lines.size()).stream()
                .flatMap(List::stream)
                .toList();
        int type = 0;
        while (!isType(words.get(type))) {
            type++;
        }
        checkOptions(words.subList(0, type));
        return new KeyText(words.get(type), words.subList(type + 1, words.size()));
    }

    /// The form that PuTTYgen saves as "public key" (RFC 4716): headers, then Base64 in lines. The type stands only
    /// within the key.
    private static KeyText ssh2(String text) {
        List<String> base64 = new ArrayList<>();
        boolean continued = false;
        for (String line : text.lines().skip(1).map(String::strip).toList()) {
            if (line.startsWith("----")) {
                break;
            }
            boolean header = continued || line.contains(":");
            continued = header && line.endsWith("\\");
            if (!header) {
                base64.add(line);
            }
        }
        return new KeyText(SSH2, List.of(String.join("", base64)));
    }

    private static void checkOptions(List<String> before) {
        if (before.isEmpty()) {
            return;
        }
        String all = String.join(" ", before);
        if (isHost(all)) {
            throw new BadInputException(KeyProblem.HOST_KEY_LINE, quotation(all));
        }
        for (String option : splitOutsideQuotes(all, ',')) {
            String name = option.replaceFirst("=.*", "").strip().toLowerCase(Locale.ROOT);
            if (LOST_OPTIONS.contains(name)) {
                throw new BadInputException(KeyProblem.OPTION_NOT_KEPT, quotation(name));
            }
            if (!KEPT_OPTIONS.contains(name)) {
                throw new BadInputException(KeyProblem.UNKNOWN_OPTION, quotation(name));
            }
        }
    }

    /// Whether this is what stands in front of a key in known_hosts rather than options.
    private static boolean isHost(String before) {
        boolean option = before.contains("\"") || before.contains("=");
        return before.startsWith("[")
                || before.startsWith("|")
                || (!option && (before.contains(".") || before.contains(":")));
    }

    private static String quotation(String text) {
        return text.length() <= LONGEST_QUOTATION ? text : text.substring(0, LONGEST_QUOTATION) + "…";
    }

    private static boolean isType(String word) {
        return KEY_TYPE.matcher(word).matches();
    }

    private static List<String> words(String line) {
        return splitOutsideQuotes(line.replace('\t', ' '), ' ');
    }

    private static List<String> splitOutsideQuotes(String text, char separator) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        char previous = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"' && previous != '\\';
            if (c == separator && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
            previous = c;
        }
        parts.add(part.toString());
        return parts.stream().filter(p -> !p.isBlank()).toList();
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
