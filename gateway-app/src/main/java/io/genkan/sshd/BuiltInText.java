package io.genkan.sshd;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/// A text where the library expects a program. Nothing is executed.
abstract class BuiltInText implements Command {
    private static final int CTRL_C = 3;
    private static final int CTRL_D = 4;

    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable OutputStream err;
    private @Nullable ExitCallback exit;

    /// Shows a text; without a terminal as it is.
    void say(String text, boolean terminal) throws IOException {
        write(out, text, terminal);
    }

    /// Shows a text where a client shows errors.
    void warn(String text, boolean terminal) throws IOException {
        write(err, text, terminal);
    }

    private static void write(@Nullable OutputStream to, String text, boolean terminal) throws IOException {
        if (to != null) {
            to.write((terminal ? text.replace("\n", "\r\n") : text).getBytes(StandardCharsets.UTF_8));
            to.flush();
        }
    }

    /// Waits until Ctrl-C or Ctrl-D is typed.
    ///
    /// @return false if the input ended without either
    boolean awaitStop() throws IOException {
        InputStream from = in;
        int typed = from == null ? -1 : from.read();
        while (typed >= 0 && typed != CTRL_C && typed != CTRL_D) {
            typed = from == null ? -1 : from.read();
        }
        return typed >= 0;
    }

    /// Ends as a program would.
    void exit(int status) {
        ExitCallback callback = exit;
        if (callback != null) {
            callback.onExit(status);
        }
    }

    static boolean hasTerminal(Environment environment) {
        return environment.getEnv().containsKey(Environment.ENV_TERM);
    }

    @Override
    public void destroy(ChannelSession channel) {
        // Nothing is held.
    }

    @Override
    public final void setInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public final void setOutputStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public final void setErrorStream(OutputStream err) {
        this.err = err;
    }

    @Override
    public final void setExitCallback(ExitCallback callback) {
        this.exit = callback;
    }
}
