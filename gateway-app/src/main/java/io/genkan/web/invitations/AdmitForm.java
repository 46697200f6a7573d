package io.genkan.web.invitations;

import io.genkan.access.Destination;
import io.genkan.access.JoinRequest;
import io.genkan.web.FormText;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The form to admit somebody, as it was sent; a field that is missing is an empty one.
///
/// @param name what the owner calls him
/// @param destinations what he may reach, one a line
record AdmitForm(String name, String destinations) {
    AdmitForm(@Nullable String name, @Nullable String destinations) {
        this.name = FormText.orEmpty(name);
        this.destinations = FormText.orEmpty(destinations);
    }

    /// One in which stands what he was invited with.
    static AdmitForm asInvited(JoinRequest request) {
        return new AdmitForm(
                request.friend().value(),
                request.destinations().stream().map(Destination::toString).collect(Collectors.joining("\n")));
    }

    List<String> destinationLines() {
        return FormText.lines(destinations);
    }
}
