package io.genkan.audit;

import io.genkan.audit.AuditEvent.Group;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Which entries are wanted.
///
/// @param group of one group only
/// @param since not older than this
/// @param text in a name or an address; empty means any
public record AuditFilter(Optional<Group> group, Instant since, String text) {
    /// All of them.
    public static final AuditFilter ALL = new AuditFilter(Optional.empty(), Instant.EPOCH, "");

    /// Whatever the case of the letters.
    public AuditFilter {
        text = text.strip().toLowerCase(Locale.ROOT);
    }

    /// For SQL's `like … escape '!'`.
    String pattern() {
        return "%" + text.replaceAll("([!%_])", "!$1") + "%";
    }
}
