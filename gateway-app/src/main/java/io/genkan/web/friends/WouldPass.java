package io.genkan.web.friends;

import io.genkan.access.AccessDecision;
import io.genkan.access.Friend;
import io.genkan.net.BadInputException;
import io.genkan.tunnel.PassTester;
import io.genkan.tunnel.PassTester.Answer.NotAtHome;
import io.genkan.tunnel.PassTester.Answer.Passes;
import io.genkan.tunnel.PassTester.Answer.Stops;
import io.genkan.web.HumanFormat;
import io.genkan.web.Sentences;
import java.time.ZonedDateTime;
import org.springframework.stereotype.Component;

/// Puts into words whether what a friend sends would reach a place at home.
@Component
class WouldPass {
    private final PassTester tester;
    private final HumanFormat format;
    private final Sentences sentences;

    WouldPass(PassTester tester, HumanFormat format, Sentences sentences) {
        this.tester = tester;
        this.format = format;
        this.sentences = sentences;
    }

    /// What the page shows.
    ///
    /// @param passes whether it would
    /// @param mistaken whether the question was none
    /// @param text the answer, or what is wrong with the question
    public record Answer(boolean passes, boolean mistaken, String text) {}

    /// Asks for a friend.
    Answer answer(Friend friend, String where) {
        try {
            return tester.ask(friend, where)
                    .map(answer -> inWords(answer, where))
                    .orElseGet(() -> new Answer(false, false, sentences.of("friend.pass.no-key")));
        } catch (BadInputException problem) {
            return new Answer(false, true, sentences.of(problem));
        }
    }

    private Answer inWords(PassTester.Answer answer, String where) {
        return switch (answer) {
            case Passes(var line) -> new Answer(true, false, sentences.of("friend.pass.yes", line));
            case Stops(var why) -> new Answer(false, false, sentences.of("friend.pass.no", words(why, where)));
            case NotAtHome() -> new Answer(false, false, sentences.of("friend.pass.not-at-home", where.strip()));
        };
    }

    private String words(AccessDecision.Refused why, String where) {
        Object[] facts = why.facts().isEmpty()
                ? new Object[] {where.strip()}
                : why.facts().stream()
                        .map(fact -> fact instanceof ZonedDateTime moment ? format.moment(moment.toInstant()) : fact)
                        .toArray();
        return sentences.of(BadInputException.messageKey(why.reason()), facts);
    }
}
