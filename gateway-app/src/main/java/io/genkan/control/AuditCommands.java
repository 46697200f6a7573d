package io.genkan.control;

import io.genkan.access.HomeClock;
import io.genkan.audit.AuditEntry;
import io.genkan.audit.AuditEvent;
import io.genkan.audit.AuditExport;
import io.genkan.audit.AuditFilter;
import io.genkan.audit.AuditLine;
import io.genkan.audit.AuditLog;
import io.genkan.audit.AuditTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The commands about the audit log.
final class AuditCommands {
    private static final int AT_ONCE = 500;

    private AuditCommands() {}

    /// `audit`: some entries at a time, the oldest first.
    @Component
    static final class Read implements ControlCommand {
        private final AuditLog log;
        private final Clock clock;
        private final ZoneId home;

        Read(AuditLog log, Clock clock, HomeClock home) {
            this.log = log;
            this.clock = clock;
            this.home = home.zone();
        }

        @Override
        public String words() {
            return "audit";
        }

        @Override
        public ControlReply carryOut(ControlRequest request) {
            Optional<AuditExport> format = request.optional("format")
                    .filter(name -> !name.equals("text"))
                    .map(AuditExport::parse);
            Instant since = request.optional("since")
                    .map(typed -> AuditTime.parse(typed, clock.instant(), home))
                    .orElse(Instant.EPOCH);
            Optional<Long> after = request.optional("after").map(Long::parseLong);
            if (format.isPresent() && after.isEmpty()) {
                log.note(AuditEvent.LOG_EXPORTED, format.get().name());
            }
            AuditFilter filter = new AuditFilter(
                    Optional.empty(), since, request.optional("text").orElse(""));
            List<AuditLine> lines = log.oldest(filter, after.orElse(-1L), AT_ONCE);
            String text = format.map(chosen -> written(chosen, lines, after.isEmpty()))
                    .orElseGet(() -> lines.stream()
                            .map(line -> sentence(line.entry(), home))
                            .collect(Collectors.joining()));
            return ControlReply.done(
                    text,
                    lines.size() < AT_ONCE
                            ? Map.of()
                            : Map.of("after", lines.getLast().number()));
        }

        private static String written(AuditExport format, List<AuditLine> lines, boolean first) {
            StringBuilder text = new StringBuilder(first ? format.head() : "");
            boolean none = first;
            for (AuditLine line : lines) {
                text.append(format.write(line.entry(), none));
                none = false;
            }
            return text.append(lines.size() < AT_ONCE ? format.tail() : "").toString();
        }
    }

    /// `audit keep`
    @Component
    static final class Keep implements ControlCommand {
        private final AuditLog log;

        Keep(AuditLog log) {
            this.log = log;
        }

        @Override
        public String words() {
            return "audit keep";
        }

        @Override
        public ControlReply carryOut(ControlRequest request) {
            log.setKeepDays(request.required("days"));
            return ControlReply.done(
                    "The audit log is kept for " + log.keepDays() + " days.", Map.of("keepDays", log.keepDays()));
        }
    }

    private static String sentence(AuditEntry entry, ZoneId home) {
        StringBuilder text = new StringBuilder(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                .format(entry.at().atZone(home)));
        text.append("  ").append(entry.event().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        for (String part : List.of(entry.actor(), entry.origin(), entry.subject(), entry.detail(), entry.reason())) {
            if (!part.isEmpty()) {
                text.append("  ").append(part);
            }
        }
        if (entry.times() > 1) {
            text.append("  ×").append(entry.times());
        }
        if (entry.bytesIn().isPresent()) {
            text.append("  %,d bytes in, %,d bytes out"
                    .formatted(entry.bytesIn().getAsLong(), entry.bytesOut().orElse(0)));
        }
        return text.append('\n').toString();
    }
}
