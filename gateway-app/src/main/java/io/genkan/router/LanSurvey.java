package io.genkan.router;

import io.genkan.linux.CommandRunner;
import io.genkan.net.InterfaceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads the {@link LanFacts} of this machine; changes nothing.
public final class LanSurvey {
    private final CommandRunner commands;
    private final Router router;
    private final Path root;

    /// @param root the root of the file system
    LanSurvey(CommandRunner commands, Router router, Path root) {
        this.commands = commands;
        this.router = router;
        this.root = root;
    }

    /// Looks now. Takes some milliseconds.
    ///
    /// @throws NoLanException if there is no home network to be found
    public LanFacts look() throws IOException {
        Lan lan = router.lan();
        InterfaceName device = lan.device();
        JsonNode link = first("ip", "-j", "-d", "address", "show", "dev", device.value());
        JsonNode route = first("ip", "-j", "-4", "route", "show", "default", "dev", device.value());
        return new LanFacts(
                device,
                kind(link, device),
                text(link, "master"),
                addresses(link),
                text(route, "gateway"),
                manager(link.path("ifindex").asInt()),
                lan.forwarded());
    }

    private LanFacts.Kind kind(JsonNode link, InterfaceName device) {
        if (link.path("linkinfo").path("info_kind").asString("").equals("bridge")) {
            return LanFacts.Kind.BRIDGE;
        }
        Path about = root.resolve("sys/class/net").resolve(device.value());
        boolean radio = Files.exists(about.resolve("phy80211")) || Files.exists(about.resolve("wireless"));
        return radio ? LanFacts.Kind.WIFI : LanFacts.Kind.ETHERNET;
    }

    private static List<LanFacts.Address> addresses(JsonNode link) {
        List<LanFacts.Address> addresses = new ArrayList<>();
        for (JsonNode address : link.path("addr_info")) {
            if (address.path("family").asString("").equals("inet")) {
                String text = address.path("local").asString("") + "/"
                        + address.path("prefixlen").asInt();
                addresses.add(new LanFacts.Address(text, address.path("dynamic").asBoolean(false)));
            }
        }
        return addresses;
    }

    /// Both leave a file for each interface that they know.
    private Optional<String> manager(int index) throws IOException {
        Path networkd = root.resolve("run/systemd/netif/links/" + index);
        if (Files.isReadable(networkd) && Files.readString(networkd).contains("NETWORK_FILE=")) {
            return Optional.of("systemd-networkd");
        }
        return Files.exists(root.resolve("run/NetworkManager/devices/" + index))
                ? Optional.of("NetworkManager")
                : Optional.empty();
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.of(node.path(name).asString("")).filter(text -> !text.isEmpty());
    }

    private JsonNode first(String... command) throws IOException {
        return IpJson.list(commands, command).stream().findFirst().orElseGet(JsonNodeFactory.instance::objectNode);
    }
}
