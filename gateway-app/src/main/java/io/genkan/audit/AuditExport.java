package io.genkan.audit;

import io.genkan.net.BadInputException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// How the audit log leaves the house.
public enum AuditExport {
    /// Comma separated values with a line of names (RFC 4180), for spreadsheets.
    ///
    /// A text may begin with what a spreadsheet takes for a formula; it gets an apostrophe in front then.
    CSV("text/csv;charset=UTF-8", String.join(",", Columns.NAMES), "\r\n", "\r\n", "\r\n") {
        @Override
        String line(Map<String, @Nullable Object> values) {
            return values.values().stream().map(AuditExport::cell).collect(Collectors.joining(","));
        }
    },

    /// One JSON array, an object for each entry.
    JSON("application/json;charset=UTF-8", "[", "\n", ",\n", "\n]\n") {
        @Override
        String line(Map<String, @Nullable Object> values) {
            return MAPPER.writeValueAsString(values);
        }
    };

    private static final JsonMapper MAPPER = new JsonMapper();

    /// The names of the values, in their order.
    private static final class Columns {
        static final List<String> NAMES = List.of(
                "at",
                "lastAt",
                "event",
                "actor",
                "origin",
                "subject",
                "detail",
                "reason",
                "times",
                "bytesIn",
                "bytesOut");
    }

    private final String mediaType;
    private final String head;
    private final String beforeFirst;
    private final String beforeOthers;
    private final String tail;

    AuditExport(String mediaType, String head, String beforeFirst, String beforeOthers, String tail) {
        this.mediaType = mediaType;
        this.head = head;
        this.beforeFirst = beforeFirst;
        this.beforeOthers = beforeOthers;
        this.tail = tail;
    }

    /// Reads the name of a format.
    ///
    /// @throws BadInputException if it is none
    public static AuditExport parse(String name) {
        return Stream.of(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException(AuditProblem.NOT_A_FORMAT, name));
    }

    /// As in HTTP.
    public String mediaType() {
        return mediaType;
    }

    /// What comes before the entries.
    public String head() {
        return head;
    }

    /// What comes after them.
    public String tail() {
        return tail;
    }

    /// One entry.
    ///
    /// @param first whether none was before it
    public String write(AuditEntry entry, boolean first) {
        return (first ? beforeFirst : beforeOthers) + line(values(entry));
    }

    abstract String line(Map<String, @Nullable Object> values);

    private static Map<String, @Nullable Object> values(AuditEntry entry) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        List<@Nullable Object> all = Arrays.asList(
                entry.at().truncatedTo(ChronoUnit.MILLIS).toString(),
                entry.lastAt().truncatedTo(ChronoUnit.MILLIS).toString(),
                entry.event().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                entry.actor(),
                entry.origin(),
                entry.subject(),
                entry.detail(),
                entry.reason(),
                entry.times(),
                entry.bytesIn().isPresent() ? entry.bytesIn().getAsLong() : null,
                entry.bytesOut().isPresent() ? entry.bytesOut().getAsLong() : null);
        for (int i = 0; i < Columns.NAMES.size(); i++) {
            values.put(Columns.NAMES.get(i), all.get(i));
        }
        return values;
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        String harmless = value instanceof String && text.matches("(?s)\\s*[=+\\-@\\t\\r].*") ? "'" + text : text;
        return harmless.matches("(?s).*[\",\\r\\n].*") ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
