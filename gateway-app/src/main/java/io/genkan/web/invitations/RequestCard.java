package io.genkan.web.invitations;

import io.genkan.access.JoinRequest;
import io.genkan.ssh.RandomArt;
import io.genkan.web.HumanFormat;
import io.genkan.web.friends.FormProblems;

/// Who waits, as the page shows him.
///
/// @param name what he was invited as
/// @param initial the first letter of the name
/// @param origin where he came from
/// @param askedAt when he came
/// @param waitsFor how long ago that was
/// @param algorithm the kind of his key
/// @param fingerprint its fingerprint, which he sees too
/// @param randomArt its picture, which he sees too
/// @param furtherKey whether the name is that of a friend, whose further key it becomes
/// @param form what stands in the fields
/// @param problems what is wrong with them
public record RequestCard(
        long id,
        String name,
        String initial,
        String origin,
        String askedAt,
        String waitsFor,
        String algorithm,
        String fingerprint,
        String randomArt,
        boolean furtherKey,
        AdmitForm form,
        FormProblems problems) {
    static RequestCard of(
            JoinRequest request, boolean furtherKey, AdmitForm form, FormProblems problems, HumanFormat format) {
        String name = request.friend().value();
        return new RequestCard(
                request.id(),
                name,
                format.initial(name),
                request.origin(),
                format.moment(request.askedAt()),
                format.since(request.askedAt()),
                request.key().algorithm(),
                request.key().fingerprint(),
                RandomArt.of(request.key()),
                furtherKey,
                form,
                problems);
    }
}
