package io.genkan.sshd;

import io.genkan.access.Identity;
import java.io.IOException;
import java.util.Locale;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.channel.ChannelSession;

/// Gives a friend the answer to what he said in place of a command. Nothing is executed.
final class FriendCommand extends BuiltInText {
    /// The variable that tells the friend's language; no other is taken from him.
    static final String LANGUAGE = "LANG";

    private final FriendAnswers answers;
    private final Identity friend;
    private final String said;

    FriendCommand(FriendAnswers answers, Identity friend, String said) {
        this.answers = answers;
        this.friend = friend;
        this.said = said;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        String language = environment.getEnv().getOrDefault(LANGUAGE, "");
        boolean terminal = hasTerminal(environment);
        Thread.ofVirtual().name("friend-command").start(() -> run(languageOf(language), terminal));
    }

    /// The pages' two languages; everything else is English.
    static Locale languageOf(String variable) {
        return variable.startsWith("ja") ? Locale.JAPANESE : Locale.ENGLISH;
    }

    private void run(Locale language, boolean terminal) {
        FriendAnswers.Answer answer = answers.to(friend, said, language);
        try {
            say(answer.text(), terminal);
        } catch (IOException e) {
            // The friend has left; nobody is there to be told.
        }
        exit(answer.exitStatus());
    }
}
