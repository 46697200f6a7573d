package io.genkan.ssh.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/// Accepts TCP connections and gives each a session and a thread that reads it.
final class LinkAcceptor extends AbstractCloseable implements IoAcceptor {
    private static final int WAITING_CONNECTIONS = 128;
    private static final Duration AFTER_A_FAILURE = Duration.ofMillis(100);

    private final IoHandler handler;
    private final Duration patience;
    private final Map<SocketAddress, ServerSocketChannel> bound = new ConcurrentHashMap<>();
    private final Map<Long, IoSession> sessions = new ConcurrentHashMap<>();
    private @Nullable IoServiceEventListener listener;

    LinkAcceptor(IoHandler handler, Duration patience) {
        this.handler = handler;
        this.patience = patience;
    }

    @Override
    public void bind(Collection<? extends SocketAddress> addresses) throws IOException {
        for (SocketAddress address : addresses) {
            bind(address);
        }
    }

    @Override
    public void bind(SocketAddress address) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            // A gateway that was restarted gets its port back at once.
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(address, WAITING_CONNECTIONS);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        SocketAddress local = server.getLocalAddress();
        bound.put(local, server);
        Thread.ofPlatform().name("ssh-accept").daemon().start(() -> acceptFrom(server, local));
    }

    private void acceptFrom(ServerSocketChannel server, SocketAddress local) {
        while (server.isOpen()) {
            try {
                take(server.accept(), local);
            } catch (ClosedChannelException e) {
                log.debug("{} is closed", local);
            } catch (IOException e) {
                // One connection could not be taken, for example for want of file descriptors; the next may.
                log.warn("a connection to {} was lost: {}", local, e.toString());
                LockSupport.parkNanos(AFTER_A_FAILURE.toNanos());
            }
        }
    }

    private void take(SocketChannel socket, SocketAddress local) throws IOException {
        try {
            run(new SocketLink(socket), local);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void run(ByteLink link, SocketAddress acceptedOn) {
        LinkIoSession session = new LinkIoSession(link, this, handler, acceptedOn, patience);
        sessions.put(session.getId(), session);
        Thread.ofPlatform().name("ssh-rx-" + session.getId()).daemon().start(session::readUntilTheEnd);
    }

    @Override
    public void unbind(Collection<? extends SocketAddress> addresses) {
        addresses.forEach(this::unbind);
    }

    @Override
    public void unbind(SocketAddress address) {
        ServerSocketChannel server = bound.remove(address);
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                log.warn("{} did not close in order: {}", address, e.toString());
            }
        }
    }

    @Override
    public void unbind() {
        unbind(List.copyOf(bound.keySet()));
    }

    @Override
    public Set<SocketAddress> getBoundAddresses() {
        return Set.copyOf(bound.keySet());
    }

    @Override
    public Map<Long, IoSession> getManagedSessions() {
        return sessions;
    }

    @Override
    protected void preClose() {
        unbind();
        super.preClose();
    }

    @Override
    protected void doCloseImmediately() {
        List.copyOf(sessions.values()).forEach(session -> session.close(true));
        super.doCloseImmediately();
    }

    @Override
    public @Nullable IoServiceEventListener getIoServiceEventListener() {
        return listener;
    }

    @Override
    public void setIoServiceEventListener(@Nullable IoServiceEventListener listener) {
        this.listener = listener;
    }
}
