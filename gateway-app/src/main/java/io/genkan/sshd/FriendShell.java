package io.genkan.sshd;

import io.genkan.kit.ConnectionDetails;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/// What a friend sees instead of a shell: who he is, what he may reach, and how to stop. Nothing is executed.
///
/// `ssh -w` without `-N` opens such a session beside the tunnel, so this stays until the friend stops it, and takes the
/// tunnel with it; an end of input does not, since `ssh -w … </dev/null &` has none.
final class FriendShell implements Command {
    private static final int CTRL_C = 3;
    private static final int CTRL_D = 4;

    private final ConnectionDetails details;
    private final FriendWords words;
    private final CountDownLatch left = new CountDownLatch(1);
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable OutputStream err;
    private String told = "";
    private @Nullable ExitCallback exit;

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
            say(out, greeting());
            listen(session, this::tell);
            waitForStop();
        } catch (IOException e) {
            // The friend has left; nobody is there to be told.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ExitCallback callback = exit;
        if (callback != null) {
            callback.onExit(0);
        }
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

    /// By a thread of its own, so that whoever tells does not wait for a friend who reads nothing; and once, however
    /// many
    /// of his connections it is true for.
    private synchronized void tell(String words) {
        if (!words.equals(told)) {
            told = words;
            Thread.ofVirtual().name("friend-told").start(() -> {
                try {
                    say(err, words + "\n");
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

    private static void say(@Nullable OutputStream to, String text) throws IOException {
        if (to != null) {
            to.write(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            to.flush();
        }
    }

    private void waitForStop() throws IOException, InterruptedException {
        InputStream from = in;
        int typed = from == null ? -1 : from.read();
        while (typed >= 0 && typed != CTRL_C && typed != CTRL_D) {
            typed = from == null ? -1 : from.read();
        }
        if (typed < 0) {
            left.await();
        }
    }

    @Override
    public void destroy(ChannelSession channel) {
        listen(channel.getSession(), null);
        left.countDown();
    }

    @Override
    public void setInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        this.err = err;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        this.exit = callback;
    }
}
