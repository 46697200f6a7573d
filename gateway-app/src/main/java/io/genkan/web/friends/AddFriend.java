package io.genkan.web.friends;

import io.genkan.access.AccessProblem;
import io.genkan.access.Destination;
import io.genkan.access.Friend;
import io.genkan.access.FriendName;
import io.genkan.access.Friends;
import io.genkan.access.KeyParser;
import io.genkan.access.KeyProblem;
import io.genkan.access.NewFriend;
import io.genkan.net.BadInputException;
import io.genkan.net.TunnelUnit;
import io.genkan.web.Sentences;
import io.genkan.web.friends.FormProblems.Field;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Adds a friend from the form, or says everything that is wrong with it at once.
@Component
class AddFriend {
    private final Friends friends;
    private final KeyParser keyParser;
    private final Sentences sentences;

    AddFriend(Friends friends, KeyParser keyParser, Sentences sentences) {
        this.friends = friends;
        this.keyParser = keyParser;
        this.sentences = sentences;
    }

    /// How it went.
    sealed interface Outcome {
        /// He is a friend now.
        record Added(Friend friend) implements Outcome {}

        /// Nothing was changed.
        record Mistaken(FormProblems problems) implements Outcome {}
    }

    Outcome from(AddFriendForm form) {
        FormProblems problems = problemsOf(form);
        if (!problems.isEmpty()) {
            return new Outcome.Mistaken(problems);
        }
        NewFriend typed =
                new NewFriend(form.name(), form.key(), form.destinationLines(), form.wishedUnit(), Optional.empty());
        try {
            return new Outcome.Added(friends.add(typed));
        } catch (BadInputException problem) {
            problems.add(fieldOf(problem), problem);
            return new Outcome.Mistaken(problems);
        }
    }

    private FormProblems problemsOf(AddFriendForm form) {
        FormProblems problems = new FormProblems(sentences);
        problems.check(Field.NAME, () -> FriendName.parse(form.name()));
        problems.check(Field.KEY, () -> keyParser.parse(form.key()));
        if (form.destinationLines().isEmpty()) {
            problems.add(Field.DESTINATIONS, new BadInputException(AccessProblem.NO_DESTINATION));
        }
        form.destinationLines().forEach(l -> problems.check(Field.DESTINATIONS, () -> Destination.parse(l)));
        form.wishedUnit().ifPresent(u -> problems.check(Field.UNIT, () -> TunnelUnit.parse(u)));
        return problems;
    }

    /// Where on the form a problem belongs that only the list of friends could find.
    private static Field fieldOf(BadInputException problem) {
        return switch (problem.reason()) {
            case KeyProblem _ -> Field.KEY;
            case AccessProblem about -> fieldOf(about);
            default -> Field.UNIT;
        };
    }

    private static Field fieldOf(AccessProblem problem) {
        return switch (problem) {
            case NOT_A_NAME, NAME_TAKEN, NO_SUCH_FRIEND -> Field.NAME;
            case KEY_TAKEN, NO_SUCH_KEY -> Field.KEY;
            case UNIT_TAKEN, NO_UNIT_LEFT -> Field.UNIT;
            case NOT_A_DESTINATION, IPV6_DESTINATION, NO_DESTINATION -> Field.DESTINATIONS;
            case NOT_A_WINDOW, NOT_A_MOMENT, NOT_A_RATE, NOT_A_VOLUME, NOTES_TOO_LONG -> Field.NAME;
            case NOT_A_PORT_MAP, PORT_MAP_NEEDS_NAT, PORT_RESERVED, PORT_MAP_TAKEN -> Field.DESTINATIONS;
        };
    }
}
