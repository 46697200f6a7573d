package io.genkan.web.friends;

import io.genkan.net.BadInputException;
import io.genkan.web.Sentences;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What is wrong with a form, each sentence at its field.
final class FormProblems {
    private final Sentences sentences;
    private final Map<Field, List<String>> byField = new EnumMap<>(Field.class);

    /// The fields of the form; the names stand in the template.
    enum Field {
        NAME,
        KEY,
        DESTINATIONS,
        UNIT
    }

    FormProblems(Sentences sentences) {
        this.sentences = sentences;
    }

    /// Reads one field, and keeps what is wrong with it.
    void check(Field field, Runnable reading) {
        try {
            reading.run();
        } catch (BadInputException problem) {
            add(field, problem);
        }
    }

    void add(Field field, BadInputException problem) {
        byField.computeIfAbsent(field, _ -> new ArrayList<>()).add(sentences.of(problem));
    }

    /// Whether nothing is wrong.
    public boolean isEmpty() {
        return byField.isEmpty();
    }

    /// Whether the owner should begin to write at this field: the first wrong one, else the first.
    public boolean isFirst(String field) {
        Field first =
                byField.isEmpty() ? Field.NAME : byField.keySet().iterator().next();
        return first == Field.valueOf(field);
    }

    /// The sentences of a field, none if it is right.
    public List<String> at(String field) {
        return byField.getOrDefault(Field.valueOf(field), List.of());
    }
}
