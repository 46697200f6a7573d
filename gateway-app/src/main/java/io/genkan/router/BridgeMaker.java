package io.genkan.router;

import io.genkan.linux.CommandRunner;
import io.genkan.router.BridgeRecord.Entry;
import io.genkan.router.BridgeRecord.Phase;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Makes the bridge in the kernel, and takes it away. Whoever is killed meanwhile leaves a record that says how the
/// interface gets everything back.
final class BridgeMaker {
    private final CommandRunner commands;
    private final BridgeRecord record;

    BridgeMaker(CommandRunner commands, BridgeRecord record) {
        this.commands = commands;
        this.record = record;
    }

    /// Makes it. Where that fails, everything is as it was.
    ///
    /// @param phase in which it is from now on
    void make(BridgePlan plan, Phase phase) throws IOException {
        record.write(phase, plan.undo());
        try {
            batch(plan.making());
            if (plan.hasIpv6()) {
                commands.run(
                        "ip", "-6", "address", "flush", "dev", plan.device().value(), "scope", "global");
            }
        } catch (IOException e) {
            try {
                settle();
            } catch (IOException more) {
                e.addSuppressed(more);
            }
            throw e;
        }
    }

    /// Undoes what nobody has confirmed, or what is half made.
    ///
    /// @return whether there was such a thing
    boolean settle() throws IOException {
        Optional<Entry> entry = record.read().filter(found -> found.phase() != Phase.CONFIRMED);
        if (entry.isEmpty()) {
            return false;
        }
        if (entry.get().present()) {
            undo(entry.get().undo());
        }
        if (entry.get().phase() == Phase.MADE_AGAIN) {
            record.write(Phase.CONFIRMED, entry.get().undo());
        } else {
            record.delete();
        }
        return entry.get().present();
    }

    private void undo(BridgeUndo undo) throws IOException {
        batch(String.join("\n", undo.addresses()));
        if (isThere()) {
            commands.run("ip", "link", "delete", "dev", BridgePlan.BRIDGE.value());
        }
        batch(String.join("\n", undo.routes()));
    }

    /// Whether the kernel has a bridge of the name.
    boolean isThere() throws IOException {
        return IpJson.list(commands, "ip", "-j", "link", "show", "type", "bridge").stream()
                .anyMatch(link -> link.path("ifname").asString("").equals(BridgePlan.BRIDGE.value()));
    }

    private void batch(String script) throws IOException {
        commands.run(List.of("ip", "-batch", "-"), script + "\n");
    }
}
