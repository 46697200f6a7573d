package io.genkan.web.invitations;

import io.genkan.access.Destination;
import io.genkan.access.Invitation;
import io.genkan.web.HumanFormat;
import java.util.List;

/// An invitation that nobody has used, as the page shows it.
///
/// @param name whom it is for
/// @param madeAt when it was made
/// @param expiresAt until when it is good
/// @param destinations what he is to reach
public record InvitationRow(long id, String name, String madeAt, String expiresAt, List<String> destinations) {
    static InvitationRow of(Invitation invitation, HumanFormat format) {
        return new InvitationRow(
                invitation.id(),
                invitation.friend().value(),
                format.moment(invitation.madeAt()),
                format.moment(invitation.expiresAt()),
                invitation.destinations().stream().map(Destination::toString).toList());
    }
}
