package io.genkan.sshd;

import io.genkan.kit.ConnectionDetails;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.channel.ChannelSession;
import org.jspecify.annotations.Nullable;

/// What a friend sees instead of a shell: who he is, what he may reach, and how to stop. Nothing is executed.
///
/// `ssh -w` without `-N` opens such a session beside the tunnel, so this stays until the friend stops it, and takes the
/// tunnel with it; an end of input does not, since `ssh -w … </dev/null &` has none.
final class FriendShell extends BuiltInText {
    private final ConnectionDetails details;
    private final FriendWords words;
    private final CountDownLatch left = new CountDownLatch(1);
    private String told = "";

    FriendShell(ConnectionDetails details, FriendWords words) {
        this.details = details;
        this.words = words;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        Thread.ofVirtual().name("friend-shell").start(() -> run(channel.getSession()));
    }

    private void run(Session session) {
        try {
            say(greeting(), true);
            listen(session, this::tell);
            if (!awaitStop()) {
                left.await();
            }
        } catch (IOException e) {
            // The friend has left; nobody is there to be told.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exit(0);
        GatewayConnectionService.leave(session);
    }

    private String greeting() {
        StringBuilder text = new StringBuilder();
        text.append(words.text("shell.welcome", details.friend())).append('\n');
        if (details.destinations().isEmpty()) {
            text.append(words.text("shell.reach-nothing")).append('\n');
        } else {
            text.append(words.text("shell.reach", String.join(", ", details.destinations())))
                    .append('\n');
        }
        text.append(words.text(
                        "shell.tunnel",
                        Integer.toString(details.unit()),
                        details.friendAddress(),
                        details.gatewayAddress()))
                .append('\n');
        return text.append(words.text("shell.stop")).append('\n').toString();
    }

    /// By a thread of its own, so that whoever tells does not wait for a friend who reads nothing; and once, for
    /// however many of his connections it is true.
    private synchronized void tell(String words) {
        if (!words.equals(told)) {
            told = words;
            Thread.ofVirtual().name("friend-told").start(() -> {
                try {
                    warn(words + "\n", true);
                } catch (IOException e) {
                    // The friend has left; nobody is there to be told.
                }
            });
        }
    }

    private static void listen(Session session, @Nullable Consumer<String> where) {
        FriendSession friend = FriendSession.of(session);
        if (friend != null) {
            friend.listens(where);
        }
    }

    @Override
    public void destroy(ChannelSession channel) {
        listen(channel.getSession(), null);
        left.countDown();
    }
}
