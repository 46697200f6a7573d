package io.genkan.router;

import io.genkan.linux.CommandRunner;
import io.genkan.net.BadInputException;
import io.genkan.net.InterfaceName;
import io.genkan.net.IpPrefix;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The addresses for which the kernel answers ARP on our behalf, by `ip neighbour`.
///
/// Ours carry a mark, the number of a "protocol" as that of whatever program makes routes: by it they are found again
/// when a gateway was killed, and nobody else's is touched.
final class ProxyNeighbours {
    private static final String MARK = "103";

    /// An answer comes within milliseconds; a device that sleeps on Wi-Fi takes longer.
    private static final int TRIES = 10;

    private static final int PAUSE_MILLIS = 100;

    private final CommandRunner commands;

    ProxyNeighbours(CommandRunner commands) {
        this.commands = commands;
    }

    void add(ProxyNeighbour proxy) throws IOException {
        commands.run("ip", "neighbour", "replace", "proxy", text(proxy), "dev", device(proxy), "protocol", MARK);
    }

    void remove(ProxyNeighbour proxy) throws IOException {
        if (ours().contains(proxy)) {
            commands.run("ip", "neighbour", "delete", "proxy", text(proxy), "dev", device(proxy));
        }
    }

    /// What a gateway that was killed has left.
    void removeAll() throws IOException {
        for (ProxyNeighbour proxy : ours()) {
            commands.run("ip", "neighbour", "delete", "proxy", text(proxy), "dev", device(proxy));
        }
    }

    /// Has the kernel ask for addresses in the LAN, as it does before it sends something there (RFC 5227 §2.1 with
    /// the gateway's own address as the sender). What it remembers is no answer: a friend whose tap was a port of
    /// the bridge a moment ago, and who was spoken to there, has gone.
    Map<InetAddress, String> holdersOf(List<InetAddress> addresses, InterfaceName lan) throws IOException {
        forget(addresses, lan);
        try {
            for (InetAddress address : addresses) {
                ask(address, lan);
            }
            for (int tries = 0; tries < TRIES; tries++) {
                pause();
                Map<InetAddress, String> holders = answers(addresses, lan);
                if (!holders.isEmpty()) {
                    return holders;
                }
            }
            return Map.of();
        } finally {
            forget(addresses, lan);
        }
    }

    private void ask(InetAddress address, InterfaceName lan) throws IOException {
        commands.run(
                "ip", "neighbour", "replace", address.getHostAddress(), "dev", lan.value(), "nud", "incomplete", "use");
    }

    private Map<InetAddress, String> answers(List<InetAddress> addresses, InterfaceName lan) throws IOException {
        Map<InetAddress, String> answers = new HashMap<>();
        for (JsonNode entry : neighbours(lan)) {
            if (entry.path("lladdr").isString()
                    && entry.path("state").toString().contains("REACHABLE")) {
                addressed(addresses, entry)
                        .ifPresent(address ->
                                answers.put(address, entry.path("lladdr").asString()));
            }
        }
        return answers;
    }

    private void forget(List<InetAddress> addresses, InterfaceName lan) throws IOException {
        for (JsonNode entry : neighbours(lan)) {
            Optional<InetAddress> address = addressed(addresses, entry);
            if (address.isPresent()) {
                commands.run("ip", "neighbour", "delete", address.get().getHostAddress(), "dev", lan.value());
            }
        }
    }

    private List<JsonNode> neighbours(InterfaceName lan) throws IOException {
        return IpJson.list(commands, "ip", "-j", "-4", "neighbour", "show", "dev", lan.value());
    }

    private static Optional<InetAddress> addressed(List<InetAddress> addresses, JsonNode entry) {
        String destination = entry.path("dst").asString("");
        return addresses.stream()
                .filter(address -> address.getHostAddress().equals(destination))
                .findFirst();
    }

    private List<ProxyNeighbour> ours() throws IOException {
        List<ProxyNeighbour> ours = new ArrayList<>();
        for (JsonNode entry : IpJson.list(commands, "ip", "-j", "-4", "neighbour", "show", "proxy")) {
            if (entry.path("protocol").asString("").equals(MARK)) {
                try {
                    ours.add(new ProxyNeighbour(
                            IpPrefix.parse(entry.path("dst").asString("")).first(),
                            InterfaceName.parse(entry.path("dev").asString(""))));
                } catch (BadInputException e) {
                    throw new IOException("a proxy neighbour cannot be read: " + entry, e);
                }
            }
        }
        return ours;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String text(ProxyNeighbour proxy) {
        InetAddress address = proxy.address();
        return address.getHostAddress();
    }

    private static String device(ProxyNeighbour proxy) {
        return proxy.lan().value();
    }
}
