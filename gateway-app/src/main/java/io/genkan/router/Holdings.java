package io.genkan.router;

import io.genkan.net.BadInputException;
import io.genkan.net.InterfaceName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What an interface gives up to a bridge of which it becomes a port, and gets back: its addresses, and the routes
/// that somebody has made by it. What the kernel adds by itself, such as the route to an address's own network, comes
/// and goes with them. Pure.
///
/// @param addresses in the kernel's order, primary ones first
/// @param routes as arguments of `ip route`; those without a gateway first, since the others need them
public record Holdings(List<Address> addresses, List<String> routes) {
    /// What `ip` prints for a time without an end.
    private static final long FOR_EVER = 4_294_967_295L;

    /// How `ip` calls an IPv6 address of which nobody was asked whether he has it.
    static final String UNPROBED = "nodad";

    private static final List<String> FLAGS = List.of(UNPROBED, "noprefixroute");
    private static final Set<String> ROUTE_FIELDS = Set.of(
            "type",
            "dst",
            "gateway",
            "dev",
            "table",
            "protocol",
            "scope",
            "prefsrc",
            "metric",
            "flags",
            "pref",
            "expires",
            "metrics");
    private static final Set<String> ROUTE_FLAGS = Set.of("onlink", "linkdown");
    private static final Set<String> METRICS = Set.of("mtu", "advmss", "hoplimit");

    /// An address.
    ///
    /// @param text with the network's length, for example `192.168.100.2/24`
    /// @param arguments what `ip address add` has to know of it, the text first
    /// @param label the name under which older programs see it; empty where that is the interface's
    public record Address(String text, String arguments, String label) {
        boolean isIpv4() {
            return !text.contains(":");
        }
    }

    /// The same with IPv6 addresses for which the network is asked whether somebody else has them.
    Holdings probed() {
        return new Holdings(
                addresses.stream()
                        .map(a -> new Address(a.text(), a.arguments().replace(" " + UNPROBED, ""), a.label()))
                        .toList(),
                routes);
    }

    /// Keeps its own copies.
    public Holdings {
        addresses = List.copyOf(addresses);
        routes = List.copyOf(routes);
    }

    /// Reads them.
    ///
    /// @param link what `ip -j -d address show dev …` prints of the interface
    /// @param routes what `ip -j -d -4 route show table all` prints, and the same with `-6`
    /// @throws BadInputException if there is one among them that would not come out as it went in
    static Holdings of(InterfaceName device, JsonNode link, List<JsonNode> routes) {
        List<Address> addresses = new ArrayList<>();
        for (JsonNode address : link.path("addr_info")) {
            boolean linkLocal = text(address, "family").equals("inet6")
                    && text(address, "scope").equals("link");
            if (address.has("local") && !linkLocal) {
                addresses.add(address(device, address));
            }
        }
        List<String> made = routes.stream()
                .filter(route ->
                        concerns(route, device) && !text(route, "protocol").equals("kernel"))
                .sorted(Comparator.comparing(route -> route.has("gateway")))
                .map(route -> route(device, route))
                .toList();
        return new Holdings(addresses, made);
    }

    private static Address address(InterfaceName device, JsonNode address) {
        String text = text(address, "local") + "/" + address.path("prefixlen").asInt();
        if (address.has("address")) {
            // The other end of a line between two.
            throw new BadInputException(BridgeProblem.UNUSUAL_ADDRESS, device, text);
        }
        List<String> words = new ArrayList<>(List.of(text));
        if (text(address, "family").equals("inet")) {
            add(words, "broadcast", address, "broadcast");
            add(words, "scope", address, "scope");
        }
        add(words, "metric", address, "metric");
        if (address.path("valid_life_time").asLong(FOR_EVER) != FOR_EVER) {
            words.add("valid_lft " + address.path("valid_life_time").asLong());
            words.add("preferred_lft " + address.path("preferred_life_time").asLong());
        }
        for (String flag : FLAGS) {
            if (address.path(flag).asBoolean(false)) {
                words.add(flag);
            }
        }
        String label = text(address, "label");
        return new Address(text, String.join(" ", words), label.equals(device.value()) ? "" : label);
    }

    private static boolean concerns(JsonNode route, InterfaceName device) {
        if (text(route, "dev").equals(device.value())) {
            return true;
        }
        for (JsonNode hop : route.path("nexthops")) {
            if (text(hop, "dev").equals(device.value())) {
                return true;
            }
        }
        return false;
    }

    private static String route(InterfaceName device, JsonNode route) {
        String destination = text(route, "dst");
        if (!isUsual(route)) {
            throw new BadInputException(BridgeProblem.UNUSUAL_ROUTE, device, destination);
        }
        boolean ipv6 = route.has("pref");
        // In a batch `ip` has no option for the family, and takes `default` for IPv4's.
        List<String> words = new ArrayList<>(List.of(ipv6 && destination.equals("default") ? "::/0" : destination));
        add(words, "via", route, "gateway");
        add(words, "proto", route, "protocol");
        if (ipv6) {
            add(words, "pref", route, "pref");
        } else {
            add(words, "scope", route, "scope");
        }
        add(words, "metric", route, "metric");
        add(words, "src", route, "prefsrc");
        if (!text(route, "table").equals("main")) {
            add(words, "table", route, "table");
        }
        add(words, "expires", route, "expires");
        for (JsonNode metrics : route.path("metrics")) {
            METRICS.stream().sorted().forEach(name -> add(words, name, metrics, name));
        }
        if (flags(route).contains("onlink")) {
            words.add("onlink");
        }
        return String.join(" ", words);
    }

    private static boolean isUsual(JsonNode route) {
        boolean metrics = true;
        for (JsonNode each : route.path("metrics")) {
            metrics &= METRICS.containsAll(each.propertyNames());
        }
        return metrics
                && ROUTE_FIELDS.containsAll(route.propertyNames())
                && ROUTE_FLAGS.containsAll(flags(route))
                && List.of("", "unicast").contains(text(route, "type"));
    }

    private static List<String> flags(JsonNode route) {
        List<String> flags = new ArrayList<>();
        route.path("flags").forEach(flag -> flags.add(flag.asString("")));
        return flags;
    }

    private static void add(List<String> words, String word, JsonNode node, String name) {
        String value = node.path(name).asString("");
        if (!value.isEmpty()) {
            words.add(word + " " + value);
        }
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
