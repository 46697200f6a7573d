package io.genkan.router;

import io.genkan.linux.CommandRunner;
import io.genkan.linux.NetworkDevices;
import io.genkan.net.BadInputException;
import io.genkan.net.InterfaceName;
import io.genkan.net.IpPrefix;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Finds the home network: the interface that the owner named, else that of the default route, else the only one with
/// an IPv4 address.
final class LanFinder {
    private final CommandRunner commands;
    private final Optional<InterfaceName> configured;

    LanFinder(CommandRunner commands, Optional<InterfaceName> configured) {
        this.commands = commands;
        this.configured = configured;
    }

    /// An interface with IPv4 addresses.
    record Found(InterfaceName device, List<Lan.Network> networks) {}

    /// @throws NoLanException if there is no such interface, or several and none named
    Found find() throws IOException {
        List<Found> candidates = candidates();
        Optional<InterfaceName> wanted =
                configured.isPresent() ? configured.map(LanFinder::withAddresses) : defaultRoute();
        if (wanted.isPresent()) {
            return candidates.stream()
                    .filter(c -> c.device().equals(wanted.get()))
                    .findFirst()
                    .orElseThrow(() -> new NoLanException("The LAN interface " + wanted.get()
                            + " has no IPv4 address. Is the cable in, and the name right (genkan.lan.interface)?"));
        }
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        throw new NoLanException(
                candidates.isEmpty()
                        ? "No network interface has an IPv4 address. Is the cable in?"
                        : "Several interfaces could be the LAN: " + names(candidates)
                                + ". Name one in the configuration (genkan.lan.interface).");
    }

    /// The networks that the machine has routes to, but the default one.
    List<IpPrefix> routes() throws IOException {
        return IpJson.list(commands, "ip", "-j", "-4", "route", "show").stream()
                .map(route -> route.path("dst").asString(""))
                .filter(destination -> !destination.isEmpty() && !destination.equals("default"))
                .map(IpPrefix::parse)
                .toList();
    }

    /// Where the addresses of an interface are that the owner named: a port of a bridge has none of its own.
    static InterfaceName withAddresses(InterfaceName named) {
        return NetworkDevices.bridgeOf(named).orElse(named);
    }

    private Optional<InterfaceName> defaultRoute() throws IOException {
        return IpJson.list(commands, "ip", "-j", "-4", "route", "show", "default").stream()
                .filter(route -> route.has("dev"))
                .min(Comparator.comparingInt(route -> route.path("metric").asInt(0)))
                .flatMap(route -> device(route.path("dev")));
    }

    private List<Found> candidates() throws IOException {
        List<Found> candidates = new ArrayList<>();
        for (JsonNode link : IpJson.list(commands, "ip", "-j", "-4", "address", "show", "scope", "global", "up")) {
            boolean pointToPoint = link.path("flags").toString().contains("POINTOPOINT");
            List<Lan.Network> networks = networks(link);
            Optional<InterfaceName> device = device(link.path("ifname"));
            if (!networks.isEmpty() && !pointToPoint && device.isPresent()) {
                candidates.add(new Found(device.get(), networks));
            }
        }
        return candidates;
    }

    private static List<Lan.Network> networks(JsonNode link) throws IOException {
        List<Lan.Network> networks = new ArrayList<>();
        for (JsonNode address : link.path("addr_info")) {
            if (!address.has("local")) {
                // `ip` prints an empty object for each address that is not of the scope asked for.
                continue;
            }
            networks.add(Lan.Network.of(
                    InetAddress.getByName(address.path("local").asString()),
                    address.path("prefixlen").asInt()));
        }
        return networks;
    }

    /// A name that we do not take is no LAN of ours, and must not keep the others from being found.
    private static Optional<InterfaceName> device(JsonNode name) {
        try {
            return Optional.of(InterfaceName.parse(name.asString("")));
        } catch (BadInputException e) {
            return Optional.empty();
        }
    }

    private static String names(List<Found> candidates) {
        return String.join(
                ", ", candidates.stream().map(c -> c.device().value()).toList());
    }
}
