package io.genkan.router;

import io.genkan.linux.CommandRunner;
import io.genkan.net.BadInputException;
import io.genkan.net.InterfaceName;
import io.genkan.net.MacAddress;
import java.io.IOException;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A tunnel's device as a port of the LAN's bridge, by `ip` and `bridge`.
final class LinuxBridge {
    private final CommandRunner commands;

    LinuxBridge(CommandRunner commands) {
        this.commands = commands;
    }

    /// Tells the port's rules whose hardware addresses the bridge knows already, before the friend can say anything: he
    /// must have none of them.
    void fillIn(InterfaceName port, InterfaceName bridge) throws IOException {
        List<String> ours =
                names(IpJson.list(commands, "ip", "-j", "link", "show", "group", Integer.toString(BridgeRules.PORTS)));
        String addresses = known(bridge).stream()
                .filter(entry -> isPermanent(entry)
                        || !ours.contains(entry.path("ifname").asString("")))
                .flatMap(entry -> address(entry).stream())
                .map(MacAddress::toString)
                .distinct()
                .collect(Collectors.joining(", "));
        if (!addresses.isEmpty()) {
            String element = "add element " + BridgeRules.tableOf(port) + " " + BridgeRules.LAN_ADDRESSES;
            commands.run(List.of("nft", "-f", "-"), element + " { " + addresses + " }\n");
        }
    }

    /// The MTU that a port must have, since a smaller one would become the whole bridge's.
    static int mtu(InterfaceName bridge) throws IOException {
        NetworkInterface found = NetworkInterface.getByName(bridge.value());
        if (found == null) {
            throw new IOException("the bridge " + bridge + " has gone");
        }
        return found.getMTU();
    }

    /// Makes the hardware address that the bridge has learnt by a port the only one there, for as long as the port is.
    ///
    /// @return it, once the bridge has learnt one
    Optional<MacAddress> pin(InterfaceName port, InterfaceName bridge) throws IOException {
        Optional<MacAddress> learnt = known(bridge).stream()
                .filter(entry -> entry.path("ifname").asString("").equals(port.value()) && !isPermanent(entry))
                .flatMap(entry -> address(entry).stream())
                .findFirst();
        if (learnt.isPresent()) {
            commands.run("bridge", "fdb", "replace", learnt.get().value(), "dev", port.value(), "master", "static");
            commands.run("ip", "link", "set", "dev", port.value(), "type", "bridge_slave", "learning", "off");
        }
        return learnt;
    }

    private List<JsonNode> known(InterfaceName bridge) throws IOException {
        return IpJson.list(commands, "bridge", "-j", "fdb", "show", "br", bridge.value());
    }

    private static boolean isPermanent(JsonNode entry) {
        return entry.path("state").asString("").equals("permanent");
    }

    /// A group is nobody.
    private static Optional<MacAddress> address(JsonNode entry) {
        try {
            return Optional.of(MacAddress.parse(entry.path("mac").asString("")));
        } catch (BadInputException e) {
            return Optional.empty();
        }
    }

    private static List<String> names(List<JsonNode> links) {
        return links.stream().map(link -> link.path("ifname").asString("")).toList();
    }
}
