package io.genkan.metrics;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.TreeMap;

/// One line of what is read: the name of a figure, and what tells it from others of that name.
///
/// @param name as a meter is called, for example `genkan.tunnel.bytes`
/// @param labels for example `direction` and `in`
record Series(String name, Map<String, String> labels) {
    Series {
        labels = Map.copyOf(labels);
    }

    static Series of(String name) {
        return new Series(name, Map.of());
    }

    Series with(String label, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(label, value);
        return new Series(name, more);
    }

    Tags tags() {
        return Tags.of(labels.entrySet().stream()
                .map(label -> Tag.of(label.getKey(), label.getValue()))
                .toList());
    }
}
