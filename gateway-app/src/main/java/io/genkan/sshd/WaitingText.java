package io.genkan.sshd;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.channel.ChannelSession;

/// What a guest sees: that he waits, and how it ends. In place of a command he is told the first at once, and no more.
final class WaitingText extends BuiltInText {
    private static final int NOT_LET_IN = 1;

    private final Guest guest;
    private final GuestWords words;
    private final FriendAnswers answers;
    private final boolean stays;
    private final CompletableFuture<Boolean> left = new CompletableFuture<>();

    /// @param stays whether it waits for the owner's answer
    WaitingText(Guest guest, GuestWords words, FriendAnswers answers, boolean stays) {
        this.guest = guest;
        this.words = words;
        this.answers = answers;
        this.stays = stays;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        Locale language = FriendCommand.languageOf(environment.getEnv().getOrDefault(FriendCommand.LANGUAGE, ""));
        boolean terminal = hasTerminal(environment);
        if (stays) {
            Thread.ofVirtual().name("guest-leaves").start(this::awaitLeaving);
        }
        Thread.ofVirtual().name("guest-waits").start(() -> exit(run(language, terminal)));
    }

    private int run(Locale language, boolean terminal) {
        try {
            if (!guest.farewell().isDone()) {
                say(words.waiting(guest.request(), language) + (stays ? words.stop(language) : ""), terminal);
                if (!stays) {
                    return NOT_LET_IN;
                }
            }
            if (CompletableFuture.anyOf(guest.farewell(), left).join() instanceof Farewell farewell) {
                say(words.farewell(farewell, configOf(farewell, language), language), terminal);
                return farewell instanceof Farewell.Admitted ? 0 : NOT_LET_IN;
            }
        } catch (IOException e) {
            // He has left; nobody is there to be told.
        }
        return NOT_LET_IN;
    }

    private String configOf(Farewell farewell, Locale language) {
        return farewell instanceof Farewell.Admitted admitted ? answers.config(admitted.identity(), language) : "";
    }

    private void awaitLeaving() {
        try {
            if (awaitStop()) {
                left.complete(true);
            }
        } catch (IOException e) {
            left.complete(true);
        }
    }

    @Override
    public void destroy(ChannelSession channel) {
        left.complete(true);
    }
}
