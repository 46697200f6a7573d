package io.genkan.web;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What stands in the fields of a form that was sent.
public final class FormText {
    private FormText() {}

    /// A field that is missing is an empty one.
    public static String orEmpty(@Nullable String field) {
        return field == null ? "" : field;
    }

    /// The field, if anything stands in it.
    public static Optional<String> given(String field) {
        return field.isBlank() ? Optional.empty() : Optional.of(field.strip());
    }

    /// The lines of a field in which anything stands.
    public static List<String> lines(String field) {
        return field.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    }
}
