package io.genkan.web.invitations;

import io.genkan.kit.HouseFacts;
import io.genkan.kit.PublicHost;
import io.genkan.web.FormText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The form to invite somebody, as it was sent; a field that is missing is an empty one.
///
/// @param name what the owner calls him
/// @param destinations what he is to reach, one a line
/// @param lifetime for how long it is good
/// @param address under which the house is reached from outside
/// @param from what friends call the owner
record InviteForm(String name, String destinations, String lifetime, String address, String from) {
    private static final String USUAL_LIFETIME = "7d";

    InviteForm(
            @Nullable String name,
            @Nullable String destinations,
            @Nullable String lifetime,
            @Nullable String address,
            @Nullable String from) {
        this.name = FormText.orEmpty(name);
        this.destinations = FormText.orEmpty(destinations);
        this.lifetime = FormText.orEmpty(lifetime);
        this.address = FormText.orEmpty(address);
        this.from = FormText.orEmpty(from);
    }

    /// One in which stands what is known already.
    static InviteForm knowing(HouseFacts house) {
        return new InviteForm(
                "",
                "",
                USUAL_LIFETIME,
                house.address().map(PublicHost::value).orElse(""),
                house.ownerName().orElse(""));
    }

    List<String> destinationLines() {
        return FormText.lines(destinations);
    }

    Optional<String> givenLifetime() {
        return FormText.given(lifetime);
    }

    Optional<String> givenAddress() {
        return FormText.given(address);
    }

    Optional<String> givenFrom() {
        return FormText.given(from);
    }
}
