package io.genkan.router;

import io.genkan.linux.CommandRunner;
import io.genkan.net.BadInputException;
import io.genkan.net.InterfaceName;
import io.genkan.net.IpPrefix;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The addresses for which the kernel answers ARP on our behalf, by `ip neighbour`.
///
/// Ours carry a mark, the number of a "protocol" as that of whatever program makes routes: by it they are found again
/// when a gateway was killed, and nobody else's is touched.
final class ProxyNeighbours {
    private static final String MARK = "103";
    private static final JsonMapper JSON = new JsonMapper();

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

    /// Has the kernel ask for the address in the LAN, as it does before it sends something there (RFC 5227 §2.1 with
    /// the gateway's own address as the sender). What it remembers is no answer: a friend whose tap was a port of
    /// the bridge a moment ago, and who was spoken to there, has gone.
    Optional<String> holderOf(ProxyNeighbour proxy) throws IOException {
        forget(proxy);
        commands.run("ip", "neighbour", "replace", text(proxy), "dev", device(proxy), "nud", "incomplete", "use");
        try {
            for (int tries = 0; tries < TRIES; tries++) {
                pause();
                Optional<String> holder = answer(proxy);
                if (holder.isPresent()) {
                    return holder;
                }
            }
            return Optional.empty();
        } finally {
            forget(proxy);
        }
    }

    private Optional<String> answer(ProxyNeighbour proxy) throws IOException {
        for (JsonNode entry : list("ip", "-j", "neighbour", "show", text(proxy), "dev", device(proxy))) {
            if (entry.path("lladdr").isString()
                    && entry.path("state").toString().contains("REACHABLE")) {
                return Optional.of(entry.path("lladdr").asString());
            }
        }
        return Optional.empty();
    }

    private void forget(ProxyNeighbour proxy) throws IOException {
        for (JsonNode _ : list("ip", "-j", "neighbour", "show", text(proxy), "dev", device(proxy))) {
            commands.run("ip", "neighbour", "delete", text(proxy), "dev", device(proxy));
        }
    }

    private List<ProxyNeighbour> ours() throws IOException {
        List<ProxyNeighbour> ours = new ArrayList<>();
        for (JsonNode entry : list("ip", "-j", "-4", "neighbour", "show", "proxy")) {
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

    /// `ip -j` prints nothing at all, rather than an empty list, where there is nothing.
    private JsonNode list(String... command) throws IOException {
        String printed = commands.run(command).stdout();
        return JSON.readTree(printed.isBlank() ? "[]" : printed);
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
