package io.genkan.router;

import io.genkan.linux.CommandRunner;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Looks whether somebody else's packet filter defeats ours while friends have tunnels, and says so.
@Component
class ForeignWatch {
    private static final Logger log = LoggerFactory.getLogger(ForeignWatch.class);

    private final CommandRunner commands;
    private final LanReport report;

    ForeignWatch(CommandRunner commands, LanReport report) {
        this.commands = commands;
        this.report = report;
    }

    /// Looks once; called when the packet filter has changed.
    void look() {
        List<ForeignDrop> before = report.foreignDrops();
        List<ForeignDrop> now = report.devices().isEmpty() ? List.of() : drops();
        report.isDefeatedBy(now);
        now.stream()
                .filter(drop -> !before.contains(drop))
                .forEach(drop -> log.warn(
                        "the chain {} of another program drops what friends send; this lets it pass: {}",
                        drop,
                        String.join("; ", drop.mend(report.devices()))));
    }

    private List<ForeignDrop> drops() {
        try {
            return ForeignRules.drops(
                    commands.run("nft", "-j", "list", "ruleset").stdout(), report.devices());
        } catch (IOException e) {
            log.warn("other programs' packet filters could not be read: {}", e.getMessage());
            return List.of();
        }
    }
}
