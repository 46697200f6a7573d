package io.genkan.linux;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What Linux knows of a TCP connection and Java does not tell (tcp(7)).
///
/// Needs the number of the socket's file descriptor, which Java gives out only with
/// `--add-opens java.base/sun.nio.ch=ALL-UNNAMED`.
public final class TcpSocket {
    /// Enough for struct tcp_info up to what is read of it.
    private static final int TCP_INFO_BYTES = 192;

    /// Offset of tcpi_rtt in struct tcp_info (linux/tcp.h), in microseconds.
    private static final int TCPI_RTT = 68;

    /// Offset of tcpi_min_rtt, in microseconds.
    private static final int TCPI_MIN_RTT = 148;

    private final int fd;
    private final Memory info = new Memory(TCP_INFO_BYTES);
    private final Memory infoLength = new Memory(Integer.BYTES);

    private TcpSocket(int fd) {
        this.fd = fd;
    }

    /// How long the way there and back takes, in microseconds.
    ///
    /// @param smoothed lately
    /// @param least at best, without queues
    public record RoundTrip(int smoothed, int least) {}

    /// The connection of a channel; empty where Java does not give out its file descriptor.
    public static Optional<TcpSocket> of(SocketChannel channel) {
        try {
            Method descriptor = Class.forName("sun.nio.ch.SelChImpl").getMethod("getFDVal");
            return Optional.of(new TcpSocket((int) descriptor.invoke(channel)));
        } catch (ReflectiveOperationException e) {
            if (e instanceof InvocationTargetException invocation && invocation.getCause() instanceof Error error) {
                throw error;
            }
            return Optional.empty();
        }
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
