package io.genkan.sshd;

/// Words as a stock client can show them in an error: OpenSSH prints every byte beyond ASCII there as an octal escape,
/// whatever the locale (log.c, LOG_STDERR_VIS), so that a typographic quotation mark would read `\342\200\234`.
final class PlainText {
    private PlainText() {}

    /// Writes typographic marks as a typewriter would; anything else beyond ASCII stays.
    static String of(String words) {
        return words.replace('“', '"')
                .replace('”', '"')
                .replace('‘', '\'')
                .replace('’', '\'')
                .replace('–', '-')
                .replace("…", "...");
    }
}
