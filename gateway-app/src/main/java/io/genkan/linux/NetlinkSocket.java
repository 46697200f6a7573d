package io.genkan.linux;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A socket to a part of the kernel (netlink(7)); messages are in the machine's own byte order. Used by one thread.
final class NetlinkSocket implements AutoCloseable {
    /// struct sockaddr_nl: u16 family, u16 padding, u32 port, u32 groups.
    private static final int SIZEOF_SOCKADDR_NL = 12;

    /// struct pollfd: int fd, short events, short revents.
    private static final int SIZEOF_POLLFD = 8;

    private static final int LARGEST_MESSAGE = 64 * 1024;

    private final int fd;
    private final byte[] incoming = new byte[LARGEST_MESSAGE];
    private final Memory pollFd = new Memory(SIZEOF_POLLFD);

    private NetlinkSocket(int fd) {
        this.fd = fd;
        pollFd.clear();
        pollFd.setInt(0, fd);
        pollFd.setShort(4, Libc.POLLIN);
    }

    /// @param protocol which part of the kernel
    /// @param groups the multicast groups to hear, as a mask
    static NetlinkSocket open(int protocol, int groups) throws IOException {
        int fd = -1;
        try {
            fd = Libc.socket(Libc.AF_NETLINK, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, protocol);
            byte[] address = new byte[SIZEOF_SOCKADDR_NL];
            ByteBuffer.wrap(address)
                    .order(ByteOrder.nativeOrder())
                    .putShort((short) Libc.AF_NETLINK)
                    .putShort((short) 0)
                    .putInt(0)
                    .putInt(groups);
            Libc.bind(fd, address, SIZEOF_SOCKADDR_NL);
            return new NetlinkSocket(fd);
        } catch (LastErrorException e) {
            if (fd >= 0) {
                Libc.close(fd);
            }
            throw new KernelException("open a netlink socket", e.getErrorCode());
        }
    }

    /// A buffer to build a message in.
    static ByteBuffer message(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
    }

    /// Sends a message, which ends at the buffer's position.
    void send(ByteBuffer message) throws IOException {
        byte[] bytes = new byte[message.position()];
        message.flip().get(bytes);
        try {
            Libc.send(fd, bytes, bytes.length, 0);
        } catch (LastErrorException e) {
            throw new KernelException("ask the kernel by netlink", e.getErrorCode());
        }
    }

    /// Waits until there is a message.
    ///
    /// @return whether there is one
    boolean await(int millis) throws IOException {
        int ready = Libc.poll(Pointer.nativeValue(pollFd), 1, millis);
        if (ready < 0 && Libc.errno() != Libc.EINTR) {
            throw new KernelException("wait for netlink", Libc.errno());
        }
        return ready > 0;
    }

    /// Reads what has come; never waits.
    ///
    /// @return one or several messages; empty if there is none, or the kernel had no room for all that came
    ByteBuffer receive() throws IOException {
        try {
            int length = (int) Libc.recv(fd, incoming, incoming.length, Libc.MSG_DONTWAIT);
            return ByteBuffer.wrap(Arrays.copyOf(incoming, length)).order(ByteOrder.nativeOrder());
        } catch (LastErrorException e) {
            int errno = e.getErrorCode();
            if (errno == Libc.EAGAIN || errno == Libc.ENOBUFS || errno == Libc.EINTR) {
                return message(0);
            }
            throw new KernelException("read from netlink", errno);
        }
    }

    @Override
    public void close() {
        Libc.close(fd);
    }
}
