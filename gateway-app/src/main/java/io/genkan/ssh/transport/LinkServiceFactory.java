package io.genkan.ssh.transport;

import java.time.Duration;
import org.apache.sshd.common.Factory;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.IoServiceFactoryFactory;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.jspecify.annotations.Nullable;

/// Puts the SSH library onto {@link ByteLink}s instead of its own asynchronous sockets.
public final class LinkServiceFactory implements IoServiceFactoryFactory {
    private final Duration patience;

    /// @param patience how long another side may take nothing of what is written to it, before it is cut off
    public LinkServiceFactory(Duration patience) {
        this.patience = patience;
    }

    @Override
    public IoServiceFactory create(FactoryManager manager) {
        return new Services(patience);
    }

    /// Threads are made per session, not taken from a pool.
    @Override
    public void setExecutorServiceFactory(@Nullable Factory<CloseableExecutorService> factory) {
        // Nothing to be done with it.
    }

    private static final class Services extends AbstractCloseable implements IoServiceFactory {
        private final Duration patience;
        private @Nullable IoServiceEventListener listener;

        Services(Duration patience) {
            this.patience = patience;
        }

        @Override
        public IoAcceptor createAcceptor(IoHandler handler) {
            return new LinkAcceptor(handler, patience);
        }

        @Override
        public IoConnector createConnector(IoHandler handler) {
            throw new UnsupportedOperationException("a server does not dial");
        }

        @Override
        public @Nullable IoServiceEventListener getIoServiceEventListener() {
            return listener;
        }

        @Override
        public void setIoServiceEventListener(@Nullable IoServiceEventListener other) {
            listener = other;
        }
    }
}
