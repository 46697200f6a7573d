package io.genkan.sshd;

import io.genkan.kit.ConnectionDetails;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
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
            say(greeting());
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

    private void say(String text) throws IOException {
        OutputStream to = out;
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
        // Nothing goes there.
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        this.exit = callback;
    }
}
