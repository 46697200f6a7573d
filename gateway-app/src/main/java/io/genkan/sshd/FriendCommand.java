package io.genkan.sshd;

import io.genkan.access.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/// Gives a friend the answer to what he said in place of a command. Nothing is executed.
final class FriendCommand implements Command {
    /// The variable that tells the friend's language; no other is taken from him.
    static final String LANGUAGE = "LANG";

    private final FriendAnswers answers;
    private final Identity friend;
    private final String said;
    private @Nullable OutputStream out;
    private @Nullable ExitCallback exit;

    FriendCommand(FriendAnswers answers, Identity friend, String said) {
        this.answers = answers;
        this.friend = friend;
        this.said = said;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        String language = environment.getEnv().getOrDefault(LANGUAGE, "");
        boolean terminal = environment.getEnv().containsKey(Environment.ENV_TERM);
        Thread.ofVirtual().name("friend-command").start(() -> run(languageOf(language), terminal));
    }

    /// The pages' two languages; everything else is English.
    static Locale languageOf(String variable) {
        return variable.startsWith("ja") ? Locale.JAPANESE : Locale.ENGLISH;
    }

    private void run(Locale language, boolean terminal) {
        FriendAnswers.Answer answer = answers.to(friend, said, language);
        OutputStream to = out;
        try {
            if (to != null) {
                String text = terminal ? answer.text().replace("\n", "\r\n") : answer.text();
                to.write(text.getBytes(StandardCharsets.UTF_8));
                to.flush();
            }
        } catch (IOException e) {
            // The friend has left; nobody is there to be told.
        }
        ExitCallback callback = exit;
        if (callback != null) {
            callback.onExit(answer.exitStatus());
        }
    }

    @Override
    public void destroy(ChannelSession channel) {
        // It ends by itself.
    }

    @Override
    public void setInputStream(InputStream in) {
        // What a friend types meanwhile is not read.
    }

    @Override
    public void setOutputStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        // Nothing goes there.
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        this.exit = callback;
    }
}
