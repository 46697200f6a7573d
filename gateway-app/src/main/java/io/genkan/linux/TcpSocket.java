package io.genkan.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What Linux does with a TCP connection and Java does not offer (tcp(7)): writing without waiting while another thread
/// waits in a read, the round trip, the congestion control.
///
/// Needs the number of the socket's file descriptor, which Java gives out only with
/// `--add-opens java.base/sun.nio.ch=ALL-UNNAMED`. The number means another file once the channel is closed:
/// whoever closes it makes sure that no thread is in here any more.
public final class TcpSocket {
    /// Enough for struct tcp_info up to what is read of it.
    private static final int TCP_INFO_BYTES = 192;

    /// Offset of tcpi_rtt in struct tcp_info (linux/tcp.h), in microseconds.
    private static final int TCPI_RTT = 68;

    /// Offset of tcpi_min_rtt, in microseconds.
    private static final int TCPI_MIN_RTT = 148;

    private static final int SIZEOF_POLLFD = 8;

    /// linux/sockios.h: what is not sent yet, in bytes.
    private static final long SIOCOUTQNSD = 0x894B;

    private final int fd;
    private final Memory info = new Memory(TCP_INFO_BYTES);
    private final Memory infoLength = new Memory(Integer.BYTES);
    private final Memory unsent = new Memory(Integer.BYTES);
    private final Memory pollFd = new Memory(SIZEOF_POLLFD);

    private TcpSocket(int fd) {
        this.fd = fd;
        pollFd.setInt(0, fd);
        pollFd.setShort(Integer.BYTES, Libc.POLLOUT);
    }

    /// How long the way there and back takes, in microseconds.
    ///
    /// @param smoothed lately
    /// @param least at best, without queues
    public record RoundTrip(int smoothed, int least) {}

    /// The connection of a channel.
    public static TcpSocket of(SocketChannel channel) {
        try {
            Method descriptor = Class.forName("sun.nio.ch.SelChImpl").getMethod("getFDVal");
            return new TcpSocket((int) descriptor.invoke(channel));
        } catch (ReflectiveOperationException e) {
            if (e instanceof InvocationTargetException invocation && invocation.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(
                    "Java does not give out a socket's file descriptor; start it with"
                            + " --add-opens java.base/sun.nio.ch=ALL-UNNAMED",
                    e);
        }
    }

    /// Memory that {@link #write} can send from.
    public static final class OutgoingMemory {
        private final ByteBuffer bytes;
        private final long address;

        /// @param capacity in bytes
        public OutgoingMemory(int capacity) {
            bytes = ByteBuffer.allocateDirect(capacity);
            address = Pointer.nativeValue(Native.getDirectBufferPointer(bytes));
        }

        /// The memory itself.
        public ByteBuffer bytes() {
            return bytes;
        }
    }

    /// Sends what can be sent without waiting; called by one thread at a time.
    ///
    /// @param from from the position of its bytes to the limit; the position is moved
    /// @return how many bytes were taken; may be 0
    public int write(OutgoingMemory from) throws KernelException {
        ByteBuffer bytes = from.bytes;
        long sent = Libc.send(
                fd, from.address + bytes.position(), bytes.remaining(), Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL);
        if (sent >= 0) {
            bytes.position(bytes.position() + (int) sent);
            return (int) sent;
        }
        int errno = Libc.errno();
        if (errno == Libc.EAGAIN || errno == Libc.EINTR) {
            return 0;
        }
        throw new KernelException("send", errno);
    }

    /// Waits until more can be sent, or the connection has failed; called by the thread that writes.
    ///
    /// @return false if neither happened in time
    public boolean awaitWritable(int millis) {
        return Libc.poll(Pointer.nativeValue(pollFd), 1, millis) != 0;
    }

    /// Chooses the congestion control for what is sent.
    ///
    /// @param algorithm for example `bbr`
    /// @return whether the kernel has it and lets us
    public boolean congestionControl(String algorithm) {
        byte[] name = algorithm.getBytes(StandardCharsets.US_ASCII);
        try (Memory value = new Memory(name.length)) {
            value.write(0, name, 0, name.length);
            return set(Libc.TCP_CONGESTION, value, name.length);
        }
    }

    /// Lets the socket take more only while less than this waits in it to be sent the first time.
    public boolean unsentLimit(int bytes) {
        try (Memory value = new Memory(Integer.BYTES)) {
            value.setInt(0, bytes);
            return set(Libc.TCP_NOTSENT_LOWAT, value, Integer.BYTES);
        }
    }

    /// How many bytes wait in the socket to be sent the first time; called by the thread that writes.
    public int unsentBytes() {
        return Libc.ioctl(fd, SIOCOUTQNSD, Pointer.nativeValue(unsent)) == 0 ? unsent.getInt(0) : 0;
    }

    /// The round trip as the kernel measures it; called by one thread.
    public Optional<RoundTrip> roundTrip() {
        infoLength.setInt(0, TCP_INFO_BYTES);
        int result = Libc.getsockopt(
                fd, Libc.IPPROTO_TCP, Libc.TCP_INFO, Pointer.nativeValue(info), Pointer.nativeValue(infoLength));
        if (result != 0 || infoLength.getInt(0) < TCPI_MIN_RTT + Integer.BYTES) {
            return Optional.empty();
        }
        return Optional.of(new RoundTrip(info.getInt(TCPI_RTT), info.getInt(TCPI_MIN_RTT)));
    }

    private boolean set(int option, Memory value, int length) {
        return Libc.setsockopt(fd, Libc.IPPROTO_TCP, option, Pointer.nativeValue(value), length) == 0;
    }
}
