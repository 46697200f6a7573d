package io.genkan.web.invitations;

import io.genkan.access.Destination;
import io.genkan.access.FriendName;
import io.genkan.access.Identity;
import io.genkan.access.InvitationLifetime;
import io.genkan.access.Invitations;
import io.genkan.access.JoinRequest;
import io.genkan.access.JoinRequests;
import io.genkan.kit.House;
import io.genkan.kit.InvitationText;
import io.genkan.net.BadInputException;
import io.genkan.web.HumanFormat;
import io.genkan.web.Sentences;
import io.genkan.web.friends.FormProblems;
import io.genkan.web.friends.FormProblems.Field;
import org.springframework.stereotype.Component;

/// Invites and admits from the forms, or says everything that is wrong with one at once.
@Component
class Inviting {
    private final Invitations invitations;
    private final JoinRequests requests;
    private final House house;
    private final InvitationText text;
    private final Sentences sentences;
    private final HumanFormat format;

    Inviting(
            Invitations invitations,
            JoinRequests requests,
            House house,
            InvitationText text,
            Sentences sentences,
            HumanFormat format) {
        this.invitations = invitations;
        this.requests = requests;
        this.house = house;
        this.text = text;
        this.sentences = sentences;
        this.format = format;
    }

    /// How it went.
    sealed interface Outcome {
        /// Here is what to pass on.
        record Invited(Letter letter) implements Outcome {}

        /// He is a friend now.
        record Admitted(Identity identity) implements Outcome {}

        /// Nothing was changed.
        record Mistaken(FormProblems problems) implements Outcome {}
    }

    /// Nothing is wrong yet.
    FormProblems noProblems() {
        return new FormProblems(sentences);
    }

    Outcome invite(InviteForm form) {
        FormProblems problems = noProblems();
        problems.check(Field.NAME, () -> FriendName.parse(form.name()));
        form.destinationLines().forEach(line -> problems.check(Field.DESTINATIONS, () -> Destination.parse(line)));
        form.givenLifetime().ifPresent(time -> problems.check(Field.LIFETIME, () -> InvitationLifetime.parse(time)));
        if (problems.isEmpty()) {
            problems.check(Field.ADDRESS, () -> house.change(form.givenAddress(), form.givenFrom()));
        }
        if (!problems.isEmpty()) {
            return new Outcome.Mistaken(problems);
        }
        try {
            Invitations.Made made = invitations.make(form.name(), form.destinationLines(), form.givenLifetime());
            return new Outcome.Invited(Letter.of(made, text, format));
        } catch (BadInputException problem) {
            problems.add(Field.NAME, problem);
            return new Outcome.Mistaken(problems);
        }
    }

    Outcome admit(JoinRequest request, AdmitForm form) {
        FormProblems problems = noProblems();
        problems.check(Field.NAME, () -> FriendName.parse(form.name()));
        form.destinationLines().forEach(line -> problems.check(Field.DESTINATIONS, () -> Destination.parse(line)));
        if (!problems.isEmpty()) {
            return new Outcome.Mistaken(problems);
        }
        try {
            return new Outcome.Admitted(requests.admit(request.id(), form.name(), form.destinationLines()));
        } catch (BadInputException problem) {
            problems.add(Field.NAME, problem);
            return new Outcome.Mistaken(problems);
        }
    }
}
