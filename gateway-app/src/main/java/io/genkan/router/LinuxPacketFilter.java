package io.genkan.router;

import io.genkan.linux.CommandRunner;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The packet filter of the Linux kernel, by `nft`.
final class LinuxPacketFilter implements PacketFilter {
    private final CommandRunner commands;
    /// What each table was read back as when it was loaded.
    private final Map<TableName, String> loaded = new ConcurrentHashMap<>();

    LinuxPacketFilter(CommandRunner commands) {
        this.commands = commands;
    }

    @Override
    public void load(Ruleset ruleset) throws IOException {
        nft(ruleset.script());
        String printed = list(ruleset.table());
        List<String> found = NftReadBack.shape(printed);
        if (!found.equals(ruleset.shape())) {
            throw new IOException("the packet filter does not read back as it was loaded: " + found + " instead of "
                    + ruleset.shape());
        }
        loaded.put(ruleset.table(), NftReadBack.content(printed));
    }

    @Override
    public void unload(TableName table) throws IOException {
        nft(Ruleset.removal(table));
        loaded.remove(table);
    }

    @Override
    public boolean holds(TableName table) throws IOException {
        return NftReadBack.content(list(table)).equals(loaded.get(table));
    }

    /// One call for each family, since each is a program.
    @Override
    public Map<TableName, Map<String, Long>> counted() throws IOException {
        Map<TableName, Map<String, Long>> counted = new HashMap<>();
        List<String> families =
                loaded.keySet().stream().map(TableName::familyWord).distinct().toList();
        for (String family : families) {
            String printed =
                    commands.run("nft", "-j", "list", "ruleset", family).stdout();
            counted.putAll(NftReadBack.counted(printed));
        }
        counted.keySet().retainAll(loaded.keySet());
        return counted;
    }

    private String list(TableName table) throws IOException {
        return commands.run("nft", "-j", "list", "table", table.familyWord(), table.name())
                .stdout();
    }

    private void nft(String script) throws IOException {
        commands.run(List.of("nft", "-f", "-"), script);
    }
}
