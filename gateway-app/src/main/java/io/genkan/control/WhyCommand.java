package io.genkan.control;

import io.genkan.access.AccessDecision;
import io.genkan.access.AccessProblem;
import io.genkan.access.Friend;
import io.genkan.access.FriendName;
import io.genkan.access.Friends;
import io.genkan.net.BadInputException;
import io.genkan.tunnel.PassTester;
import io.genkan.tunnel.PassTester.Answer;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// `friend why`: whether what a friend sends would reach a place at home now, and why.
@Component
final class WhyCommand implements ControlCommand {
    private final Friends friends;
    private final PassTester tester;
    private final MessageSource texts;

    WhyCommand(Friends friends, PassTester tester, MessageSource texts) {
        this.friends = friends;
        this.tester = tester;
        this.texts = texts;
    }

    /// The answer as a program reads it.
    record WhyData(boolean passes, String text) {}

    @Override
    public String words() {
        return "friend why";
    }

    @Override
    public ControlReply carryOut(ControlRequest request) {
        FriendName name = FriendName.parse(request.required("name"));
        String where = request.required("where").strip();
        Friend friend =
                friends.named(name).orElseThrow(() -> new BadInputException(AccessProblem.NO_SUCH_FRIEND, name));
        WhyData data = tester.ask(friend, where)
                .map(answer -> inWords(answer, where))
                .orElseGet(() -> no(text("friend.pass.no-key")));
        return ControlReply.done(data.text(), data);
    }

    private WhyData inWords(Answer answer, String where) {
        return switch (answer) {
            case Answer.Passes(var line) -> new WhyData(true, text("friend.pass.yes", line.toString()));
            case Answer.Stops(var why) -> no(text("friend.pass.no", words(why, where)));
            case Answer.NotAtHome() -> no(text("friend.pass.not-at-home", where));
        };
    }

    private String words(AccessDecision.Refused why, String where) {
        List<Object> facts = why.facts().isEmpty() ? List.of(where) : why.facts();
        return text(BadInputException.messageKey(why.reason()), facts.toArray());
    }

    private static WhyData no(String text) {
        return new WhyData(false, text);
    }

    private String text(String key, Object... facts) {
        return texts.getMessage(key, facts, Locale.ENGLISH);
    }
}
