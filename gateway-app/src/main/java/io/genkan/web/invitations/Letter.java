package io.genkan.web.invitations;

import io.genkan.access.Invitations;
import io.genkan.kit.InvitationText;
import io.genkan.web.HumanFormat;
import java.util.Locale;

/// An invitation to pass on, in both languages; shown once.
///
/// @param name whom it is for
/// @param expiresAt until when it is good
public record Letter(String name, String expiresAt, String english, String japanese) {
    static Letter of(Invitations.Made made, InvitationText text, HumanFormat format) {
        return new Letter(
                made.invitation().friend().value(),
                format.moment(made.invitation().expiresAt()),
                text.of(made.name(), Locale.ENGLISH),
                text.of(made.name(), Locale.JAPANESE));
    }
}
