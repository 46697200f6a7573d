package io.genkan.web.friends;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The form to add a key, as it was sent; a field that is missing is an empty one.
///
/// @param key the pasted public key
/// @param unit the wished tunnel unit, or nothing
record KeyForm(String key, String unit) {
    static final KeyForm EMPTY = new KeyForm("", "");

    KeyForm(@Nullable String key, @Nullable String unit) {
        this.key = key == null ? "" : key;
        this.unit = unit == null ? "" : unit;
    }

    Optional<String> wishedUnit() {
        return unit.isBlank() ? Optional.empty() : Optional.of(unit.strip());
    }
}
