package io.genkan.router;

import io.genkan.linux.CommandRunner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// An `ip` without a kernel: it prints a gateway with one cable, whatever it is asked to do, but knows whether the
/// bridge
/// is there and what has moved to it; and it fails when told to. The outputs are those of iproute2 6.1, shortened by
/// fields that nobody reads.
final class FakeIp extends CommandRunner {
    static final String IPV6 = "{\"family\":\"inet6\",\"local\":\"fd00::2\",\"prefixlen\":64,\"scope\":\"global\","
            + "\"valid_life_time\":4294967295,\"preferred_life_time\":4294967295}";
    static final String ETH0 = "{\"ifindex\":3,\"ifname\":\"eth0\",\"address\":\"02:00:00:00:00:02\",\"addr_info\":["
            + "{\"family\":\"inet\",\"local\":\"192.168.100.2\",\"prefixlen\":24,\"broadcast\":\"192.168.100.255\","
            + "\"scope\":\"global\",\"label\":\"eth0\",\"valid_life_time\":4294967295},"
            + IPV6
            + ",{\"family\":\"inet6\",\"local\":\"fe80::2\",\"prefixlen\":64,\"scope\":\"link\"}]}";
    static final String ROUTES =
            "[{\"type\":\"unicast\",\"dst\":\"default\",\"gateway\":\"192.168.100.1\",\"dev\":\"eth0\",\"table\":\"main\","
                    + "\"protocol\":\"boot\",\"scope\":\"global\",\"flags\":[]},"
                    + "{\"type\":\"unicast\",\"dst\":\"192.168.100.0/24\",\"dev\":\"eth0\",\"table\":\"main\","
                    + "\"protocol\":\"kernel\",\"scope\":\"link\",\"prefsrc\":\"192.168.100.2\",\"flags\":[]}]";

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<String> otherLinks = new ArrayList<>();
    private String link = ETH0;
    private String ruleset = "";
    private volatile boolean bridge;
    private volatile @Nullable String failing;

    /// What was asked of it, beside to print something.
    List<String> done() {
        return List.copyOf(done);
    }

    /// Fails at every command with these words, until null is given.
    void failAt(@Nullable String words) {
        failing = words;
    }

    void link(String json) {
        link = json;
    }

    void addLink(String json) {
        otherLinks.add(json);
    }

    void ruleset(String text) {
        ruleset = text;
    }

    /// Somebody removes the bridge, or the machine is started anew.
    void loseBridge() {
        bridge = false;
    }

    boolean hasBridge() {
        return bridge;
    }

    @Override
    public Output run(List<String> command, String stdin) throws IOException {
        String line = String.join(" ", command);
        if (command.contains("show") || command.contains("list")) {
            return new Output(printed(line), "");
        }
        String what = (line.equals("ip -batch -") ? stdin : line).strip();
        String words = failing;
        if (words != null && what.contains(words)) {
            throw new IOException(words + " fails");
        }
        done.add(what);
        if (what.contains("link add name br-genkan")) {
            bridge = true;
        } else if (what.contains("link delete dev br-genkan")) {
            bridge = false;
        }
        return new Output("", "");
    }

    private String printed(String command) {
        return switch (command) {
            case "nft list ruleset" -> ruleset;
            case "ip -j link show type bridge" -> bridge ? "[{\"ifname\":\"br-genkan\"}]" : "";
            case "ip -j -d address show" -> links();
            case "ip -j -d address show dev eth0" -> "[" + link + "]";
            case "ip -j -4 route show default dev eth0" -> "[{\"dst\":\"default\",\"gateway\":\"192.168.100.1\"}]";
            case "ip -j -d -4 route show table all" -> moved(ROUTES);
            case "ip -j -d -6 route show table all" -> "";
            default -> throw new IllegalArgumentException(command);
        };
    }

    private String links() {
        List<String> all = new ArrayList<>(otherLinks);
        all.add(link);
        if (bridge) {
            all.add(moved(ETH0)
                    .replace(
                            "\"prefixlen\":64,\"scope\":\"global\"",
                            "\"prefixlen\":64,\"scope\":\"global\",\"nodad\":true"));
        }
        return "[" + String.join(",", all) + "]";
    }

    private String moved(String json) {
        return bridge ? json.replace("\"eth0\"", "\"br-genkan\"") : json;
    }
}
