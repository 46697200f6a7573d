package io.genkan.router;

import io.genkan.linux.CommandRunner;
import io.genkan.linux.Nftables.Family;
import io.genkan.linux.ProcFs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes what a gateway that was killed left in the kernel: our tables, proxy neighbours, changes to settings, and
/// a bridge that nobody has confirmed. Its devices, with their addresses and routes, went with the process. Touches
/// nothing of anybody else's.
public final class CleanUp {
    private static final Logger log = LoggerFactory.getLogger(CleanUp.class);

    private final CommandRunner commands;
    private final KernelSettings settings;
    private final BridgeMaker bridge;

    CleanUp(CommandRunner commands, KernelSettings settings, BridgeMaker bridge) {
        this.commands = commands;
        this.settings = settings;
        this.bridge = bridge;
    }

    /// For a process without the rest of the gateway.
    ///
    /// @param data the data directory of the gateway that was killed
    public static CleanUp of(Path data) {
        CommandRunner commands = new CommandRunner();
        ProcFs procFs = new ProcFs();
        return new CleanUp(
                commands,
                new KernelSettings(procFs, RouterConfiguration.record(data)),
                new BridgeMaker(commands, new BridgeRecord(procFs, RouterConfiguration.bridgeRecord(data))));
    }

    /// Removes all that is left. A part that fails does not keep the others from being tried.
    ///
    /// @return whether all of it worked; what did not is in the log
    public boolean run() {
        // Forwarding goes first: the rules stand until nothing is forwarded any more.
        boolean restored = attempt("kernel settings", settings::restoreAll);
        boolean silent = attempt("proxy neighbours", new ProxyNeighbours(commands)::removeAll);
        boolean removed = attempt("the packet filter", this::removeTables);
        boolean settled = attempt("the bridge that nobody has confirmed", bridge::settle);
        return restored && silent && removed && settled;
    }

    private void removeTables() throws IOException {
        String script = NftReadBack.tables(
                        commands.run("nft", "-j", "list", "tables").stdout())
                .stream()
                .filter(CleanUp::isOurs)
                .map(Ruleset::removal)
                .collect(Collectors.joining());
        if (!script.isEmpty()) {
            commands.run(List.of("nft", "-f", "-"), script);
        }
    }

    private static boolean isOurs(TableName table) {
        return table.equals(NatRules.TABLE)
                || (table.family() != Family.INET && table.name().startsWith(TableName.OURS + "_"));
    }

    private interface Step {
        void run() throws IOException;
    }

    private static boolean attempt(String what, Step step) {
        try {
            step.run();
            return true;
        } catch (IOException e) {
            log.error("could not clean up {}: {}", what, e.getMessage());
            return false;
        }
    }
}
