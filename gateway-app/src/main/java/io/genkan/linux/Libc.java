package io.genkan.linux;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/// The C library, with C's own names and types as they are on 64-bit Linux. Direct mapping: no proxies, no
/// reflection and no allocation in the calls of the packet path.
///
/// `ioctl` and `open` are variadic in C; the calling conventions of x86-64 and aarch64 Linux pass their arguments
/// here the same way as those of fixed ones.
final class Libc {
    /// fcntl.h
    static final int O_RDWR = 2;

    /// fcntl.h
    static final int O_NONBLOCK = 0x800;

    /// fcntl.h
    static final int O_CLOEXEC = 0x80000;

    /// poll.h
    static final short POLLIN = 1;

    /// poll.h
    static final short POLLOUT = 4;

    /// linux/if_tun.h, `_IOW('T', 202, int)`
    static final long TUNSETIFF = 0x400454caL;

    /// linux/if_tun.h, `_IOW('T', 208, unsigned int)`
    static final long TUNSETOFFLOAD = 0x400454d0L;

    /// linux/if_tun.h
    static final int TUN_F_CSUM = 0x01;

    /// linux/if_tun.h
    static final int TUN_F_TSO4 = 0x02;

    /// linux/if_tun.h
    static final int TUN_F_TSO6 = 0x04;

    /// linux/if_tun.h
    static final int IFF_TUN = 0x0001;

    /// linux/if_tun.h
    static final int IFF_TAP = 0x0002;

    /// linux/if_tun.h
    static final int IFF_NO_PI = 0x1000;

    /// linux/if_tun.h
    static final int IFF_VNET_HDR = 0x4000;

    /// linux/if_tun.h
    static final int IFF_TUN_EXCL = 0x8000;

    /// linux/sockios.h
    static final long SIOCSIFTXQLEN = 0x8943;

    /// bits/socket.h
    static final int AF_INET = 2;

    /// bits/socket.h
    static final int AF_NETLINK = 16;

    /// bits/socket_type.h
    static final int SOCK_DGRAM = 2;

    /// bits/socket.h
    static final int MSG_NOSIGNAL = 0x4000;

    /// bits/socket_type.h
    static final int SOCK_RAW = 3;

    /// bits/socket_type.h
    static final int SOCK_CLOEXEC = 0x80000;

    /// bits/socket.h
    static final int MSG_DONTWAIT = 0x40;

    /// linux/sockios.h
    static final long SIOCGIFFLAGS = 0x8913;

    /// linux/sockios.h
    static final long SIOCSIFFLAGS = 0x8914;

    /// net/if.h
    static final int IFF_UP = 1;

    /// linux/if.h
    static final int IFNAMSIZ = 16;

    /// sizeof(struct iovec)
    static final int SIZEOF_IOVEC = 16;

    /// sizeof(struct ifreq)
    static final int SIZEOF_IFREQ = 40;

    /// asm-generic/errno-base.h
    static final int EPERM = 1;

    /// asm-generic/errno-base.h
    static final int ENOENT = 2;

    /// asm-generic/errno-base.h
    static final int EINTR = 4;

    /// asm-generic/errno-base.h
    static final int EIO = 5;

    /// asm-generic/errno-base.h
    static final int EAGAIN = 11;

    /// asm-generic/errno-base.h
    static final int EACCES = 13;

    /// asm-generic/errno-base.h
    static final int EBUSY = 16;

    /// asm-generic/errno-base.h
    static final int EINVAL = 22;

    /// asm-generic/errno-base.h
    static final int ENODEV = 19;

    /// asm-generic/errno.h
    static final int EBADFD = 77;

    /// asm-generic/errno.h
    static final int ENOBUFS = 105;

    /// netinet/in.h
    static final int IPPROTO_TCP = 6;

    /// linux/tcp.h
    static final int TCP_INFO = 11;

    /// linux/tcp.h
    static final int TCP_CONGESTION = 13;

    /// linux/tcp.h
    static final int TCP_NOTSENT_LOWAT = 25;

    /// sys/timex.h: the clock is not synchronised
    static final int TIME_ERROR = 5;

    static {
        Native.register(Libc.class, "c");
    }

    private Libc() {}

    /// open(2)
    static native int open(String path, int flags) throws LastErrorException;

    /// close(2)
    static native int close(int fd) throws LastErrorException;

    /// ioctl(2)
    static native int ioctl(int fd, NativeLong request, byte[] argument) throws LastErrorException;

    /// ioctl(2)
    static native int ioctl(int fd, NativeLong request, NativeLong argument) throws LastErrorException;

    /// ioctl(2), with the address of memory as the argument: nothing is made for a call.
    static native int ioctl(int fd, long request, long address);

    /// socket(2)
    static native int socket(int domain, int type, int protocol) throws LastErrorException;

    /// bind(2)
    static native int bind(int fd, byte[] address, int length) throws LastErrorException;

    /// send(2)
    static native long send(int fd, byte[] data, long length, int flags) throws LastErrorException;

    /// recv(2)
    static native long recv(int fd, byte[] into, long length, int flags) throws LastErrorException;

    /// eventfd(2)
    static native int eventfd(int initial, int flags) throws LastErrorException;

    /// poll(2); `fds` is the address of an array of `struct pollfd`. Returns -1 and sets errno.
    static native int poll(long fds, long count, int timeoutMillis);

    /// readv(2); `vector` is the address of an array of `struct iovec`. Returns -1 and sets errno.
    static native long readv(int fd, long vector, int count);

    /// writev(2); `vector` is the address of an array of `struct iovec`. Returns -1 and sets errno.
    static native long writev(int fd, long vector, int count);

    /// send(2); returns -1 and sets errno.
    static native long send(int socket, long buffer, long count, int flags);

    /// write(2); returns -1 and sets errno.
    static native long write(int fd, long buffer, long count);

    /// getsockopt(2); returns -1 and sets errno.
    static native int getsockopt(int fd, int level, int option, long value, long length);

    /// setsockopt(2); returns -1 and sets errno.
    static native int setsockopt(int fd, int level, int option, long value, int length);

    /// adjtimex(2); returns -1 and sets errno.
    static native int adjtimex(Pointer timex);

    /// errno of this thread's last call above.
    static int errno() {
        return Native.getLastError();
    }

    /// strerror(3), from a list of our own words for what can happen here, with the number behind.
    static String describe(int errno) {
        String words = switch (errno) {
            case EPERM, EACCES -> "permission denied";
            case ENOENT -> "does not exist";
            case EBUSY -> "in use";
            case EINVAL -> "refused by the kernel";
            case EIO -> "the link is down";
            default -> "failed";
        };
        return words + " (errno " + errno + ")";
    }
}
