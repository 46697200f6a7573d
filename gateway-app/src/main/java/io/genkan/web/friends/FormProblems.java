package io.genkan.web.friends;

import io.genkan.net.BadInputException;
import io.genkan.web.Sentences;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What is wrong with a form about a friend, each sentence at its field.
public final class FormProblems {
    private final Sentences sentences;
    private final Map<Field, List<String>> byField = new EnumMap<>(Field.class);

    /// The fields of such forms; the names stand in the templates.
    public enum Field {
        NAME,
        KEY,
        DESTINATIONS,
        UNIT,
        LIFETIME,
        ADDRESS
    }

    /// Nothing is wrong yet.
    public FormProblems(Sentences sentences) {
        this.sentences = sentences;
    }

    /// Reads one field, and keeps what is wrong with it.
    public void check(Field field, Runnable reading) {
        try {
            reading.run();
        } catch (BadInputException problem) {
            add(field, problem);
        }
    }

    /// Keeps what is wrong with a field.
    public void add(Field field, BadInputException problem) {
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
