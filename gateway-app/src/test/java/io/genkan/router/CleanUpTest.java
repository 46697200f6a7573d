package io.genkan.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.linux.CommandRunner;
import io.genkan.linux.ProcFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanUpTest {
    private static final ProcFs.Setting ETH0 = ProcFs.Setting.ipv4Forwarding(Houses.ETH0);

    private static final String TABLES = """
            {"nftables": [{"metainfo": {"version": "1.0.6"}}, {"table": {"family": "inet", "name": "genkan"}},
            {"table": {"family": "ip", "name": "genkan"}}, {"table": {"family": "inet", "name": "genkan_more"}},
            {"table": {"family": "netdev", "name": "genkan_tun1"}}, {"table": {"family": "netdev", "name": "mine"}}]}
            """;

    /// Of these only two are ours.
    private static final String REMOVAL =
            Ruleset.removal(NatRules.TABLE) + Ruleset.removal(GuardRules.tableOf(Houses.device(1)));

    @TempDir
    private Path directory;

    private final List<String> scripts = new ArrayList<>();
    private KernelSettings settings;

    @BeforeEach
    void leaveForwardingOn() throws IOException {
        Files.createDirectories(directory.resolve("sys/kernel/random"));
        Files.createDirectories(directory.resolve("self/ns"));
        Files.writeString(directory.resolve("sys/kernel/random/boot_id"), "1\n");
        Files.createSymbolicLink(directory.resolve("self/ns/net"), Path.of("net:[1]"));
        Files.createDirectories(forwarding().getParent());
        Files.writeString(forwarding(), "0");
        settings = new KernelSettings(new ProcFs(directory), directory.resolve("record"));
        settings.change(ETH0, "1");
    }

    @Test
    void removesTheRulesOnceNothingIsForwarded() throws IOException {
        assertThat(cleanUp(false).run()).isTrue();
        assertThat(scripts).containsExactly("0: " + REMOVAL);
        assertThat(Files.readString(forwarding())).isEqualTo("0");
    }

    @Test
    void changesNothingTheSecondTime() throws IOException {
        cleanUp(false).run();
        Files.writeString(forwarding(), "1");
        assertThat(cleanUp(false).run()).isTrue();
        assertThat(Files.readString(forwarding())).as("somebody else's").isEqualTo("1");
    }

    @Test
    void removesTheRulesAlsoWhereForwardingCannotBeRestored() throws IOException {
        Files.delete(directory.resolve("self/ns/net"));
        assertThat(cleanUp(false).run()).isFalse();
        assertThat(scripts).containsExactly("1: " + REMOVAL);
    }

    @Test
    void restoresForwardingAlsoWhereTheRulesCannotBeRemoved() throws IOException {
        assertThat(cleanUp(true).run()).isFalse();
        assertThat(Files.readString(forwarding())).isEqualTo("0");
    }

    private CleanUp cleanUp(boolean nftFails) {
        CommandRunner nft = new CommandRunner() {
            @Override
            public Output run(List<String> command, String stdin) throws IOException {
                if (nftFails && command.getFirst().equals("nft")) {
                    throw new IOException("no nft");
                }
                if (command.equals(List.of("ip", "-j", "-4", "neighbour", "show", "proxy"))) {
                    return new Output("", "");
                }
                if (command.equals(List.of("nft", "-j", "list", "tables"))) {
                    return new Output(TABLES, "");
                }
                assertThat(command).containsExactly("nft", "-f", "-");
                scripts.add(Files.readString(forwarding()) + ": " + stdin);
                return new Output("", "");
            }
        };
        return new CleanUp(nft, settings, Houses.noBridge(directory));
    }

    private Path forwarding() {
        return directory.resolve("sys/net").resolve(ETH0.path());
    }
}
