package io.genkan.audit;

import java.util.function.Supplier;

/// On whose behalf the present thread works.
///
/// @param name `owner` in a browser, `root` or another user of the machine at the command line, or the `gateway` itself
/// @param origin the browser's address, `command line`, or nothing
public record Actor(String name, String origin) {
    private static final ScopedValue<Actor> PRESENT = ScopedValue.newInstance();
    private static final Actor GATEWAY = new Actor("gateway", "");

    /// The owner in a browser.
    public static Actor owner(String address) {
        return new Actor("owner", address);
    }

    /// Somebody at the command line.
    public static Actor commandLine(String user) {
        return new Actor(user, "command line");
    }

    /// Who it is now.
    public static Actor present() {
        return PRESENT.orElse(GATEWAY);
    }

    /// Does something on his behalf.
    public <T> T doing(Supplier<T> work) {
        return ScopedValue.where(PRESENT, this).call(work::get);
    }

    /// Work that may fail in its own way.
    public interface Work<X extends Exception> {
        /// Does it.
        void run() throws X;
    }

    /// Does something on his behalf that may fail.
    ///
    /// @throws X as the work does
    public <X extends Exception> void run(Work<X> work) throws X {
        ScopedValue.where(PRESENT, this).<Boolean, X>call(() -> {
            work.run();
            return true;
        });
    }
}
