package io.genkan.router;

import io.genkan.linux.Nftables.Family;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads the shape of a table out of `nft -j list table`, to be held against {@link Ruleset#shape()}. Pure.
final class NftReadBack {
    private static final JsonMapper JSON = new JsonMapper();

    private NftReadBack() {}

    /// @throws IOException if this is not what `nft` prints
    static List<String> shape(String json) throws IOException {
        List<String> lines = new ArrayList<>();
        Map<String, String> chains = new TreeMap<>();
        Map<String, Integer> rules = new TreeMap<>();
        for (JsonNode item : parse(json).path("nftables")) {
            if (item.has("set")) {
                JsonNode set = item.get("set");
                lines.add("set " + set.path("name").asString() + " " + (isLearnt(set) ? "learnt" : elements(set)));
            } else if (item.has("limit")) {
                lines.add(limit(item.get("limit")));
            } else if (item.has("chain")) {
                JsonNode chain = item.get("chain");
                chains.put(chain.path("name").asString(), hook(chain));
            } else if (item.has("rule")) {
                rules.merge(item.get("rule").path("chain").asString(), 1, Integer::sum);
            }
        }
        chains.forEach(
                (name, hook) -> lines.add("chain " + name + " " + hook + " rules " + rules.getOrDefault(name, 0)));
        return lines.stream().sorted().toList();
    }

    /// The tables of the families that we use, out of `nft -j list tables`.
    ///
    /// @throws IOException if this is not what `nft` prints
    static List<TableName> tables(String json) throws IOException {
        List<TableName> tables = new ArrayList<>();
        for (JsonNode item : parse(json).path("nftables")) {
            JsonNode table = item.path("table");
            for (Family family : Family.values()) {
                TableName name = new TableName(family, table.path("name").asString(""));
                if (name.familyWord().equals(table.path("family").asString(""))) {
                    tables.add(name);
                }
            }
        }
        return tables;
    }

    /// What the rules have counted, by table and by comment, out of `nft -j list ruleset`. Rules with the same
    /// comment count together.
    ///
    /// @throws IOException if this is not what `nft` prints
    static Map<TableName, Map<String, Long>> counted(String json) throws IOException {
        Map<TableName, Map<String, Long>> counted = new HashMap<>();
        for (JsonNode item : parse(json).path("nftables")) {
            JsonNode rule = item.path("rule");
            JsonNode counter = rule.path("expr").findValue("counter");
            if (counter != null && rule.has("comment")) {
                TableName table = new TableName(
                        Family.valueOf(rule.path("family").asString().toUpperCase(Locale.ROOT)),
                        rule.path("table").asString());
                counted.computeIfAbsent(table, _ -> new TreeMap<>())
                        .merge(
                                rule.path("comment").asString(),
                                counter.path("packets").asLong(),
                                Long::sum);
            }
        }
        return counted;
    }

    /// All that a table says, without what the kernel counts and learns: equal as long as nobody has changed the table.
    ///
    /// @throws IOException if this is not what `nft` prints
    static String content(String json) throws IOException {
        JsonNode printed = parse(json);
        printed.findParents("packets").forEach(NftReadBack::withoutCount);
        printed.findValues("set").stream().filter(NftReadBack::isLearnt).forEach(NftReadBack::withoutElements);
        return printed.toString();
    }

    private static void withoutCount(JsonNode counter) {
        if (counter instanceof ObjectNode object) {
            object.remove(List.of("packets", "bytes"));
        }
    }

    /// Whether the rules themselves add to a set: only such a set has a size. Not every `nft` prints that it is
    /// dynamic.
    private static boolean isLearnt(JsonNode set) {
        return set.has("size");
    }

    private static void withoutElements(JsonNode set) {
        if (set instanceof ObjectNode object) {
            object.remove("elem");
        }
    }

    /// `nft` prints bytes in the largest unit that fits.
    private static String limit(JsonNode limit) {
        return "limit " + limit.path("name").asString()
                + (limit.path("inv").asBoolean(false) ? " over " : " until ")
                + limit.path("rate").asLong() * bytes(limit.path("rate_unit").asString("packets"))
                + " burst "
                + limit.path("burst").asLong() * bytes(limit.path("burst_unit").asString("packets"));
    }

    /// @return 0 for what is no unit of bytes
    private static long bytes(String unit) {
        return switch (unit) {
            case "bytes" -> 1;
            case "kbytes" -> 1 << 10;
            case "mbytes" -> 1 << 20;
            default -> 0;
        };
    }

    /// @throws IOException if this is not what `nft` prints
    static JsonNode parse(String json) throws IOException {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IOException("nft printed no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String hook(JsonNode chain) {
        if (!chain.has("hook")) {
            return "called";
        }
        return chain.path("type").asString() + " " + chain.path("hook").asString() + " "
                + chain.path("prio").asInt() + " " + chain.path("policy").asString();
    }

    private static List<String> elements(JsonNode set) {
        boolean named = set.path("type").toString().contains("ifname");
        List<String> elements = new ArrayList<>();
        for (JsonNode element : set.path("elem")) {
            elements.add(element(element, named));
        }
        return elements.stream().sorted().toList();
    }

    private static String element(JsonNode element, boolean named) {
        JsonNode parts = element.path("concat");
        if (!parts.isArray()) {
            return named ? "\"" + element.asString() + "\"" : element.asString();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode part : parts) {
            texts.add(texts.isEmpty() && named ? "\"" + part.asString() + "\"" : part.asString());
        }
        return String.join(" . ", texts);
    }
}
