package io.genkan.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the kernel holds in a host's network namespace, as text of which equal states have equal copies: without
/// counters, numbers that are handed out anew, timers and the states of neighbours.
///
/// @param links interfaces, from `ip -d link`
/// @param addresses addresses, from `ip address`
/// @param routes routes of all tables, from `ip route show table all`
/// @param rules routing rules, from `ip rule`
/// @param proxies proxy neighbours, from `ip neigh show proxy`
/// @param filter the packet filter, from `nft list ruleset`
/// @param settings `net.ipv4.conf` and `net.ipv6.conf`, and how long proxies wait
record KernelState(
        String links, String addresses, String routes, String rules, String proxies, String filter, String settings) {
    private static final String SECTION = "\n=====\n";

    private static final String SCRIPT = String.join(
            "; echo; echo =====; ",
            List.of(
                    "ip -d link",
                    "ip address",
                    "ip route show table all; ip -6 route show table all",
                    "ip rule; ip -6 rule",
                    "ip neigh show proxy; ip -6 neigh show proxy",
                    "nft list ruleset",
                    "sysctl -a -r 'net\\.ipv[46]\\.(conf|neigh\\..*\\.proxy_delay)'"));

    private static final Pattern INDEX = Pattern.compile("(?m)^\\d+: ");
    private static final Pattern PEER_INDEX = Pattern.compile("@if\\d+|link-netnsid \\d+|if\\d+");
    private static final Pattern LINK_COUNTERS =
            Pattern.compile("qlen \\d+|numtxqueues .*|promiscuity \\d+.*|[a-z_]+_timer +[0-9.]+|fdb_n_learned \\d+");
    private static final Pattern LIFETIMES =
            Pattern.compile("valid_lft \\S+ preferred_lft \\S+|expires \\S+|tentative|dadfailed");
    private static final Pattern FILTER_COUNTERS = Pattern.compile("packets \\d+ bytes \\d+|# handle \\d+");

    /// Reads the state of a host.
    static KernelState of(Lab lab, String host) {
        String[] parts = lab.on(host, "sh", "-c", SCRIPT).orFail().split(SECTION, -1);
        if (parts.length != 7) {
            throw new AssertionError("seven parts are expected:\n" + String.join(SECTION, parts));
        }
        return new KernelState(
                without(parts[0], INDEX, PEER_INDEX, LINK_COUNTERS),
                without(parts[1], INDEX, PEER_INDEX, LINK_COUNTERS, LIFETIMES),
                without(parts[2], LIFETIMES).lines().map(String::strip).sorted().collect(Collectors.joining("\n")),
                parts[3].strip(),
                parts[4].strip(),
                without(parts[5], FILTER_COUNTERS),
                parts[6].lines().map(String::strip).sorted().collect(Collectors.joining("\n")));
    }

    private static String without(String text, Pattern... noise) {
        String left = text;
        for (Pattern pattern : noise) {
            left = pattern.matcher(left).replaceAll("");
        }
        return left.lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .strip();
    }

    /// The lines that are only in this state, marked `+`, and those that are only in the other, marked `-`; empty if
    /// the two are equal.
    List<String> differencesFrom(KernelState other) {
        List<String> mine = new ArrayList<>(lines());
        List<String> others = new ArrayList<>(other.lines());
        other.lines().forEach(mine::remove);
        lines().forEach(others::remove);
        return Stream.concat(
                        mine.stream().map(line -> "+" + line), others.stream().map(line -> "-" + line))
                .toList();
    }

    private List<String> lines() {
        return Stream.of(links, addresses, routes, rules, proxies, filter, settings)
                .flatMap(String::lines)
                .toList();
    }
}
