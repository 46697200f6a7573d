package io.genkan.control;

import io.genkan.net.BadInputException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A command for the running gateway, one JSON object in one line.
///
/// @param command its words, for example `friend add`
/// @param arguments its arguments by name, each a list of what was given
public record ControlRequest(String command, Map<String, List<String>> arguments) {
    /// Whether all of it is there: the JSON that came in can have a null anywhere.
    boolean isWhole() {
        return command != null
                && arguments != null
                && arguments.values().stream()
                        .allMatch(values -> values != null && values.stream().allMatch(Objects::nonNull));
    }

    /// The value of an argument that must be there.
    ///
    /// @throws BadInputException if it is not
    String required(String name) {
        return optional(name).orElseThrow(() -> new BadInputException(ControlProblem.MISSING_ARGUMENT, name));
    }

    Optional<String> optional(String name) {
        return all(name).stream().findFirst();
    }

    List<String> all(String name) {
        return arguments.getOrDefault(name, List.of());
    }
}
