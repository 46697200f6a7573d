package io.genkan.sshd;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.session.helpers.KeyExchangeMessageHandler;
import org.slf4j.Logger;

/// The library's guard of a running key exchange, opened for who sends data without the library.
final class GatewayKeyExchange extends KeyExchangeMessageHandler {
    private final BooleanSupplier notExchanging;

    /// @param notExchanging whether the session's state allows data
    GatewayKeyExchange(AbstractSession session, Logger log, BooleanSupplier notExchanging) {
        super(session, log);
        this.notExchanging = notExchanging;
    }

    /// Begins sending data: no key exchange starts until {@link #endData}.
    ///
    /// @return false if one is running; then there is nothing to be ended
    boolean beginData() throws IOException {
        lock.readLock().lock();
        boolean allowed = false;
        try {
            if (shutDown.get()) {
                throw new IOException("the session is closing");
            }
            allowed = notExchanging.getAsBoolean() && kexFlushed.get();
            return allowed;
        } finally {
            if (!allowed) {
                lock.readLock().unlock();
            }
        }
    }

    void endData() {
        lock.readLock().unlock();
    }

    /// Waits until the running key exchange has ended and what it held back is on its way.
    void awaitEnd() throws IOException {
        kexFlushedFuture.get().await();
    }
}
