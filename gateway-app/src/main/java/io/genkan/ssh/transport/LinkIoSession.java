package io.genkan.ssh.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.common.io.AbstractIoWriteFuture;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/// The SSH library's view of a link: one thread reads it and runs everything that a packet causes to its end.
public final class LinkIoSession extends AbstractCloseable implements IoSession {
    private static final AtomicLong COUNT = new AtomicLong();
    /// The most that one read takes; as much as a busy socket usually has.
    private static final int READ_BYTES = 64 * 1024;
    /// The same, of somebody who has not logged in.
    private static final int STRANGER_READ_BYTES = 2 * 1024;
    /// The most that is read of somebody before he has logged in: key exchange and twenty large keys are below that.
    private static final int MOST_STRANGER_BYTES = 128 * 1024;

    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final long id = COUNT.incrementAndGet();
    private final ByteLink link;
    private final IoService service;
    private final IoHandler handler;
    private final SocketAddress acceptedOn;
    private final OutgoingBytes outgoing;
    private final Map<Object, Object> attributes = new ConcurrentHashMap<>();
    private volatile boolean trusted;
    private final IoWriteFuture appended = AbstractIoWriteFuture.fulfilled(this, true);

    /// @param patience how long the other side may take nothing of what is written
    LinkIoSession(ByteLink link, IoService service, IoHandler handler, SocketAddress acceptedOn, Duration patience) {
        this.link = link;
        this.service = service;
        this.handler = handler;
        this.acceptedOn = acceptedOn;
        this.outgoing = new OutgoingBytes(link, patience);
    }

    /// How long the way there and back takes.
    public ByteLink.RoundTrip roundTrip() {
        return link.roundTrip();
    }

    /// How many bytes wait here to be sent: what is written now comes after them. About; for the thread that reads.
    public int waitingBytes() {
        return outgoing.waiting() + link.unsentBytes();
    }

    /// What is encrypted and not yet written, for who appends without the library.
    public OutgoingBytes outgoing() {
        return outgoing;
    }

    /// Whoever is at the other end has logged in: from now on he is read in large pieces and without an end.
    public void trust() {
        trusted = true;
    }

    /// Reads until the link ends; run by a thread of its own.
    void readUntilTheEnd() {
        Incoming incoming = new Incoming(STRANGER_READ_BYTES);
        try {
            handler.sessionCreated(this);
            readStranger(incoming);
            if (trusted) {
                incoming = new Incoming(READ_BYTES);
                while (incoming.read(link)) {
                    take(incoming);
                }
            }
            close(true);
        } catch (Exception e) {
            tell(e);
            throwAwayTheRest(incoming);
        } finally {
            link.close();
        }
    }

    private void readStranger(Incoming incoming) throws Exception {
        int total = 0;
        while (!trusted && incoming.read(link)) {
            total += incoming.available();
            if (total > MOST_STRANGER_BYTES) {
                throw new SshException(
                        SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR,
                        "too much to read of somebody who has not logged in");
            }
            take(incoming);
        }
    }

    /// What still comes once the session is closed is read and not looked at.
    private void take(Incoming incoming) throws Exception {
        if (isOpen()) {
            handler.messageReceived(this, incoming);
        }
    }

    private void throwAwayTheRest(Incoming incoming) {
        boolean more = true;
        while (more) {
            try {
                more = incoming.read(link);
            } catch (IOException e) {
                more = false;
            }
        }
    }

    private void tell(Exception problem) {
        try {
            handler.exceptionCaught(this, problem);
        } catch (Exception e) {
            log.debug("nobody wanted to hear of {}", problem.toString());
        }
        close(true);
    }

    /// The last words, such as why a session ended, are to arrive: closing with unread input would reset the
    /// connection, and the other side might never see them. So the thread that reads goes on and throws away what
    /// still comes, until the other side closes too, for a short while.
    private void sayGoodbye() {
        Thread.ofVirtual().name("ssh-goodbye-" + id).start(() -> {
            try (link) {
                outgoing.tryFlush();
                link.finish();
                Thread.sleep(FAREWELL);
            } catch (IOException e) {
                log.debug("the other side has gone first: {}", e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// The bytes of one read, in the form that the library takes.
    private static final class Incoming implements Readable {
        private final ByteBuffer bytes;
        private final ReadPace pace = new ReadPace();

        Incoming(int capacity) {
            bytes = ByteBuffer.allocateDirect(capacity);
        }

        boolean read(ByteLink link) throws IOException {
            if (pace.pause()) {
                LockSupport.parkNanos(ReadPace.PAUSE_NANOS);
            }
            long began = System.nanoTime();
            int count = link.read(bytes.clear());
            pace.note(began, System.nanoTime(), count);
            bytes.flip();
            return count >= 0;
        }

        @Override
        public int available() {
            return bytes.remaining();
        }

        @Override
        public void getRawBytes(byte[] data, int offset, int length) {
            bytes.get(data, offset, length);
        }
    }

    /// Called by the library with what goes out as it is: identification and encrypted packets.
    @Override
    public IoWriteFuture writeBuffer(Buffer buffer) throws IOException {
        outgoing.append(buffer.array(), buffer.rpos(), buffer.available());
        outgoing.tryFlush();
        return appended;
    }

    @Override
    protected void doCloseImmediately() {
        service.getManagedSessions().remove(id);
        sayGoodbye();
        try {
            handler.sessionClosed(this);
        } catch (Exception e) {
            log.debug("the session did not close in order: {}", e.toString());
        }
        super.doCloseImmediately();
    }

    @Override
    protected @Nullable CloseFuture doCloseGracefully() {
        return null;
    }

    @Override
    public long getId() {
        return id;
    }

    @Override
    public SocketAddress getAcceptanceAddress() {
        return acceptedOn;
    }

    @Override
    public SocketAddress getLocalAddress() {
        return link.localAddress();
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return link.remoteAddress();
    }

    @Override
    public @Nullable Object getAttribute(Object key) {
        return attributes.get(key);
    }

    @Override
    public @Nullable Object setAttribute(Object key, Object value) {
        return attributes.put(key, value);
    }

    @Override
    public @Nullable Object setAttributeIfAbsent(Object key, Object value) {
        return attributes.putIfAbsent(key, value);
    }

    @Override
    public @Nullable Object removeAttribute(Object key) {
        return attributes.remove(key);
    }

    @Override
    public IoService getService() {
        return service;
    }

    @Override
    public void shutdownOutputStream() throws IOException {
        outgoing.tryFlush();
    }

    /// Reading is never held up by the library here: a tunnel drops, it does not wait.
    @Override
    public void suspendRead() {
        throw new UnsupportedOperationException("a session's reader does not pause");
    }

    @Override
    public void resumeRead() {
        throw new UnsupportedOperationException("a session's reader does not pause");
    }
}
