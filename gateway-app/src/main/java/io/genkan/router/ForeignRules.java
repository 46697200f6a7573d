package io.genkan.router;

import io.genkan.linux.Nftables.Family;
import io.genkan.net.InterfaceName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Looks in the whole ruleset, as `nft -j list ruleset` prints it, for chains of others that drop what tunnels
/// forward. Pure.
///
/// An `accept` of ours cannot undo another table's drop. A chain counts where it hangs on the forward hook, drops
/// what its rules do not accept (by its policy or by its last rule), and nothing in its table accepts both
/// directions of a tunnel's device.
final class ForeignRules {
    /// Where Docker wants the rules of others.
    private static final String DOCKERS_PLACE = "DOCKER-USER";

    private static final Set<String> FAMILIES = Set.of("ip", "inet");
    private static final Set<String> TABLES_OF_IPTABLES = Set.of("filter", "mangle", "raw", "security");

    private final List<JsonNode> chains = new ArrayList<>();
    private final List<JsonNode> rules = new ArrayList<>();

    private ForeignRules(JsonNode printed) {
        for (JsonNode item : printed.path("nftables")) {
            if (item.has("chain") && isForeign(item.get("chain"))) {
                chains.add(item.get("chain"));
            } else if (item.has("rule") && isForeign(item.get("rule"))) {
                rules.add(item.get("rule"));
            }
        }
    }

    /// @param devices the tunnels' devices
    /// @throws IOException if this is not what `nft` prints
    static List<ForeignDrop> drops(String json, List<InterfaceName> devices) throws IOException {
        return new ForeignRules(NftReadBack.parse(json)).drops(devices);
    }

    private static boolean isForeign(JsonNode part) {
        String ours = Family.INET.name().toLowerCase(Locale.ROOT);
        return FAMILIES.contains(text(part, "family"))
                && !(text(part, "family").equals(ours) && text(part, "table").equals(TableName.OURS));
    }

    private List<ForeignDrop> drops(List<InterfaceName> devices) {
        return chains.stream()
                .filter(chain ->
                        text(chain, "hook").equals("forward") && (dropsByPolicy(chain) || dropsAtItsEnd(chain)))
                .filter(chain -> devices.stream().anyMatch(device -> !accepts(chain, device)))
                .map(this::describe)
                .toList();
    }

    private static boolean dropsByPolicy(JsonNode chain) {
        return text(chain, "policy").equals("drop");
    }

    private boolean dropsAtItsEnd(JsonNode chain) {
        Optional<JsonNode> last = rules.stream()
                .filter(rule -> isIn(rule, chain) && text(rule, "chain").equals(text(chain, "name")))
                .reduce((_, later) -> later);
        return last.isPresent()
                && matches(last.get()).isEmpty()
                && (has(last.get(), "drop") || has(last.get(), "reject"));
    }

    private boolean accepts(JsonNode chain, InterfaceName device) {
        return accepts(chain, "iifname", device) && accepts(chain, "oifname", device);
    }

    /// Whether a rule accepts all that comes, or goes, by a device.
    private boolean accepts(JsonNode chain, String key, InterfaceName device) {
        return rules.stream()
                .filter(rule -> isIn(rule, chain) && has(rule, "accept"))
                .anyMatch(rule -> {
                    List<JsonNode> matches = matches(rule);
                    return matches.size() == 1
                            && text(matches.getFirst().path("left").path("meta"), "key")
                                    .equals(key)
                            && covers(text(matches.getFirst(), "right"), device.value());
                });
    }

    private static boolean covers(String pattern, String device) {
        return pattern.endsWith("*")
                ? device.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(device);
    }

    private ForeignDrop describe(JsonNode chain) {
        boolean hasDockersPlace = chains.stream()
                .anyMatch(other -> isIn(other, chain) && text(other, "name").equals(DOCKERS_PLACE));
        String name = text(chain, "name");
        boolean iptables = text(chain, "family").equals("ip")
                && TABLES_OF_IPTABLES.contains(text(chain, "table"))
                && name.equals("FORWARD");
        return new ForeignDrop(
                text(chain, "family"), text(chain, "table"), name, hasDockersPlace ? DOCKERS_PLACE : name, iptables);
    }

    private static boolean isIn(JsonNode part, JsonNode chain) {
        return text(part, "family").equals(text(chain, "family"))
                && text(part, "table").equals(text(chain, "table"));
    }

    private static List<JsonNode> matches(JsonNode rule) {
        List<JsonNode> matches = new ArrayList<>();
        for (JsonNode part : rule.path("expr")) {
            if (part.has("match")) {
                matches.add(part.get("match"));
            } else if (!part.has("counter") && !part.has("accept") && !part.has("drop") && !part.has("reject")) {
                // Whatever else it asks for: it does not mean every packet.
                matches.add(part);
            }
        }
        return matches;
    }

    private static boolean has(JsonNode rule, String verdict) {
        for (JsonNode part : rule.path("expr")) {
            if (part.has(verdict)) {
                return true;
            }
        }
        return false;
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
