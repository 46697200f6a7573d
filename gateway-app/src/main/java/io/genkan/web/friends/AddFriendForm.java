package io.genkan.web.friends;

import io.genkan.web.FormText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The form to add a friend, as it was sent; a field that is missing is an empty one.
///
/// @param name what the owner calls him
/// @param key the pasted public key
/// @param destinations what he may reach, one a line
/// @param unit the wished tunnel unit, or nothing
record AddFriendForm(String name, String key, String destinations, String unit) {
    static final AddFriendForm EMPTY = new AddFriendForm("", "", "", "");

    AddFriendForm(@Nullable String name, @Nullable String key, @Nullable String destinations, @Nullable String unit) {
        this.name = FormText.orEmpty(name);
        this.key = FormText.orEmpty(key);
        this.destinations = FormText.orEmpty(destinations);
        this.unit = FormText.orEmpty(unit);
    }

    List<String> destinationLines() {
        return FormText.lines(destinations);
    }

    Optional<String> wishedUnit() {
        return FormText.given(unit);
    }
}
