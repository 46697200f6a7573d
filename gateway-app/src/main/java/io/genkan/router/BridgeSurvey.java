package io.genkan.router;

import io.genkan.linux.CommandRunner;
import io.genkan.net.BadInputException;
import io.genkan.net.InterfaceName;
import io.genkan.net.MacAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads what the making of a bridge depends on; changes nothing.
final class BridgeSurvey {
    /// What takes the packets of an interface for itself.
    private static final Set<String> RESTING = Set.of("vlan", "macvlan", "macvtap", "ipvlan", "ipvtap", "macsec");

    private final CommandRunner commands;
    private final LanSurvey lan;

    BridgeSurvey(CommandRunner commands, LanSurvey lan) {
        this.commands = commands;
        this.lan = lan;
    }

    /// @throws NoLanException if there is no home network to be found
    /// @throws BadInputException if no bridge can be made of its interface
    BridgePlan plan() throws IOException {
        LanFacts facts = lan.look();
        InterfaceName device = facts.device();
        List<JsonNode> links = links();
        JsonNode link = named(links, device);
        MacAddress mac = MacAddress.parse(text(link, "address"));
        new BridgeFacts(
                        facts,
                        mac,
                        kind(link),
                        links.stream()
                                .filter(other ->
                                        text(other, "link").equals(device.value()) && RESTING.contains(kind(other)))
                                .map(other -> text(other, "ifname"))
                                .toList(),
                        links.stream().anyMatch(other -> text(other, "ifname").equals(BridgePlan.BRIDGE.value())),
                        tableThatNames(
                                device, commands.run("nft", "list", "ruleset").stdout()))
                .refuseUnfit();
        return new BridgePlan(device, mac, Holdings.of(device, link, routes()));
    }

    /// What gives an interface what the bridge has now, whose IPv6 addresses nobody was asked about when they moved.
    BridgeUndo undoFor(InterfaceName device) throws IOException {
        Holdings moved = Holdings.of(BridgePlan.BRIDGE, named(links(), BridgePlan.BRIDGE), routes());
        return BridgeUndo.of(device, moved.probed());
    }

    private List<JsonNode> links() throws IOException {
        return IpJson.list(commands, "ip", "-j", "-d", "address", "show");
    }

    private static JsonNode named(List<JsonNode> links, InterfaceName device) throws IOException {
        return links.stream()
                .filter(link -> text(link, "ifname").equals(device.value()))
                .findFirst()
                .orElseThrow(() -> new IOException("the interface " + device + " has gone"));
    }

    private List<JsonNode> routes() throws IOException {
        List<JsonNode> routes =
                new ArrayList<>(IpJson.list(commands, "ip", "-j", "-d", "-4", "route", "show", "table", "all"));
        routes.addAll(IpJson.list(commands, "ip", "-j", "-d", "-6", "route", "show", "table", "all"));
        return routes;
    }

    /// The first table, not ours, with a rule about the interface by name, and none about the bridge.
    ///
    /// @param ruleset as `nft list ruleset` prints it
    static Optional<String> tableThatNames(InterfaceName device, String ruleset) {
        for (String text : ruleset.split("(?m)^(?=table )", -1)) {
            String table = text.lines().findFirst().orElse("").replaceAll("^table | \\{$", "");
            boolean ours = table.matches("(inet|bridge|netdev) " + TableName.OURS + "(_.*)?");
            if (!ours && text.contains("\"" + device + "\"") && !text.contains("\"" + BridgePlan.BRIDGE + "\"")) {
                return Optional.of(table);
            }
        }
        return Optional.empty();
    }

    private static String kind(JsonNode link) {
        return text(link.path("linkinfo"), "info_kind");
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
