package io.genkan.linux;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import io.genkan.net.InterfaceName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A file descriptor of `/dev/net/tun` with its network interface, which lives exactly as long as the descriptor is
/// open: it is never made persistent, so that a killed gateway leaves no open door behind.
///
/// A virtio_net_hdr stands in front of each packet ({@link #HEADER_BYTES}), so that the kernel may hand over and take
/// many TCP segments as one large packet; where it is zero, nothing is special about the packet.
///
/// One thread reads. Any thread writes and closes. Buffers are direct.
public final class TunFile implements AutoCloseable {
    /// sizeof(struct virtio_net_hdr), of linux/virtio_net.h.
    public static final int HEADER_BYTES = 10;

    private static final String CLONE_DEVICE = "/dev/net/tun";
    /// struct pollfd: int fd, short events, short revents.
    private static final int SIZEOF_POLLFD = 8;

    private static final int WAIT_FOR_EVER = -1;

    private final int fd;
    /// An eventfd that wakes the reader for closing: close(2) alone would not, and the interface would stay as long
    /// as a poll(2) holds the file.
    private final int wakeUp;

    private final Memory pollFds = new Memory(2L * SIZEOF_POLLFD);
    private final long pollAddress = Pointer.nativeValue(pollFds);
    private final ReentrantLock reading = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private final Vector readVector = new Vector();
    private final Vector writeVector = new Vector();
    private volatile boolean closing;
    private boolean closed;

    private TunFile(int fd, int wakeUp) {
        this.fd = fd;
        this.wakeUp = wakeUp;
        pollFds.clear();
        pollFds.setInt(0, fd);
        pollFds.setShort(4, Libc.POLLIN);
        pollFds.setInt(SIZEOF_POLLFD, wakeUp);
        pollFds.setShort(SIZEOF_POLLFD + 4, Libc.POLLIN);
    }

    /// Makes a tun or tap interface that does not exist yet; it is down and has no address.
    ///
    /// @param ethernet whether it carries Ethernet frames (tap) and not IP packets (tun)
    /// @throws KernelException if there is one of this name ({@link KernelException#isBusy()}), or the kernel has
    ///     no tun devices, or forbids it
    public static TunFile create(InterfaceName name, boolean ethernet) throws IOException {
        int fd = attempt(
                "open " + CLONE_DEVICE, () -> Libc.open(CLONE_DEVICE, Libc.O_RDWR | Libc.O_CLOEXEC | Libc.O_NONBLOCK));
        try {
            // IFF_TUN_EXCL, since TUNSETIFF would otherwise attach to somebody's persistent device of this name.
            attempt(
                    "make the device " + name,
                    () -> Libc.ioctl(fd, new NativeLong(Libc.TUNSETIFF), ifreq(name, ethernet)));
            return new TunFile(fd, attempt("eventfd", () -> Libc.eventfd(0, Libc.O_CLOEXEC)));
        } catch (IOException e) {
            Libc.close(fd);
            throw e;
        }
    }

    /// Sets how many packets wait at most in a device's queue (txqueuelen).
    public static void queueLength(InterfaceName device, int packets) throws IOException {
        byte[] request = named(device);
        ByteBuffer.wrap(request).order(ByteOrder.nativeOrder()).putInt(Libc.IFNAMSIZ, packets);
        int socket = attempt("open a socket", () -> Libc.socket(Libc.AF_INET, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0));
        try {
            attempt(
                    "set the queue of " + device,
                    () -> Libc.ioctl(socket, new NativeLong(Libc.SIOCSIFTXQLEN), request));
        } finally {
            Libc.close(socket);
        }
    }

    /// Waits until there is a packet to read.
    ///
    /// @return false once the file is being closed
    public boolean await() throws IOException {
        reading.lock();
        try {
            if (!closing && Libc.poll(pollAddress, 2, WAIT_FOR_EVER) < 0 && Libc.errno() != Libc.EINTR) {
                throw new KernelException("wait for the tun device", Libc.errno());
            }
            return !closing;
        } finally {
            reading.unlock();
        }
    }

    /// Lets the kernel hand over TCP segments that belong together as one large packet, without their checksums; or
    /// no longer.
    public void largePackets(boolean allowed) throws IOException {
        long features = allowed ? Libc.TUN_F_CSUM | Libc.TUN_F_TSO4 | Libc.TUN_F_TSO6 : 0;
        writing.lock();
        try {
            if (!closing) {
                attempt(
                        "choose what the tun device hands over",
                        () -> Libc.ioctl(fd, new NativeLong(Libc.TUNSETOFFLOAD), new NativeLong(features)));
            }
        } finally {
            writing.unlock();
        }
    }

    /// Reads a packet, if there is one; never waits.
    ///
    /// @param header a direct buffer whose first {@link #HEADER_BYTES} bytes are filled
    /// @param into a direct buffer; filled from its position on, its limit is set behind the packet
    /// @return whether a packet was read
    public boolean read(ByteBuffer header, ByteBuffer into) throws IOException {
        reading.lock();
        try {
            if (closing) {
                return false;
            }
            long length = Libc.readv(fd, readVector.over(header, into), Vector.PARTS);
            if (length >= HEADER_BYTES) {
                into.limit(into.position() + (int) length - HEADER_BYTES);
                return true;
            }
            int errno = Libc.errno();
            if (errno == Libc.EAGAIN || errno == Libc.EINTR) {
                return false;
            }
            throw new KernelException("read from the tun device", errno);
        } finally {
            reading.unlock();
        }
    }

    /// Writes one packet.
    ///
    /// @param header a direct buffer whose first {@link #HEADER_BYTES} bytes are written in front
    /// @param packet a direct buffer, from position to limit
    /// @return whether the kernel took it; false if it has no room, the link is down, or the file is closed
    public boolean write(ByteBuffer header, ByteBuffer packet) throws IOException {
        writing.lock();
        try {
            if (closing) {
                return false;
            }
            if (Libc.writev(fd, writeVector.over(header, packet), Vector.PARTS) >= 0) {
                return true;
            }
            int errno = Libc.errno();
            if (errno == Libc.EAGAIN || errno == Libc.EINTR || errno == Libc.EIO || errno == Libc.EINVAL) {
                return false;
            }
            throw new KernelException("write to the tun device", errno);
        } finally {
            writing.unlock();
        }
    }

    /// Closes; the interface is gone when this returns.
    @Override
    public void close() {
        closing = true;
        wakeReader();
        reading.lock();
        writing.lock();
        try {
            if (!closed) {
                closed = true;
                Libc.close(fd);
                Libc.close(wakeUp);
            }
        } finally {
            writing.unlock();
            reading.unlock();
        }
    }

    private void wakeReader() {
        writing.lock();
        try {
            if (!closed) {
                try (Memory one = new Memory(Long.BYTES)) {
                    one.setLong(0, 1);
                    Libc.write(wakeUp, Pointer.nativeValue(one), Long.BYTES);
                }
            }
        } finally {
            writing.unlock();
        }
    }

    /// Two `struct iovec`, for a header and a packet. Guarded by the lock of its direction.
    private static final class Vector {
        static final int PARTS = 2;

        private final Memory memory = new Memory((long) PARTS * Libc.SIZEOF_IOVEC);
        private final long address = Pointer.nativeValue(memory);
        private final KnownBuffers known = new KnownBuffers();

        /// Lets it point to a header and to a packet from its position to its limit.
        ///
        /// @return its address
        long over(ByteBuffer headerBytes, ByteBuffer packetBytes) {
            memory.setLong(0, known.base(headerBytes));
            memory.setLong(Long.BYTES, HEADER_BYTES);
            memory.setLong(Libc.SIZEOF_IOVEC, known.base(packetBytes) + packetBytes.position());
            memory.setLong(Libc.SIZEOF_IOVEC + Long.BYTES, packetBytes.remaining());
            return address;
        }
    }

    /// The addresses of the few buffers that are used again and again; asking for them anew for each packet would cost
    /// an object each time.
    private static final class KnownBuffers {
        private static final int MOST = 8;

        private final @Nullable ByteBuffer[] buffers = new @Nullable ByteBuffer[MOST];
        private final long[] bases = new long[MOST];
        private int next;

        // The same buffer is meant, not one with the same content.
        @SuppressWarnings("ReferenceEquality")
        long base(ByteBuffer direct) {
            for (int i = 0; i < MOST; i++) {
                if (buffers[i] == direct) {
                    return bases[i];
                }
            }
            long base = Pointer.nativeValue(Native.getDirectBufferPointer(direct));
            buffers[next] = direct;
            bases[next] = base;
            next = (next + 1) % MOST;
            return base;
        }
    }

    private static byte[] ifreq(InterfaceName name, boolean ethernet) {
        int kind = ethernet ? Libc.IFF_TAP : Libc.IFF_TUN;
        byte[] request = named(name);
        ByteBuffer.wrap(request).order(ByteOrder.nativeOrder()).putShort(Libc.IFNAMSIZ, (short)
                (kind | Libc.IFF_NO_PI | Libc.IFF_VNET_HDR | Libc.IFF_TUN_EXCL));
        return request;
    }

    /// A struct ifreq with the name of a device and nothing else.
    static byte[] named(InterfaceName name) {
        byte[] request = new byte[Libc.SIZEOF_IFREQ];
        byte[] bytes = name.value().getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, request, 0, bytes.length);
        return request;
    }

    private interface Call {
        int run() throws LastErrorException;
    }

    private static int attempt(String what, Call call) throws KernelException {
        try {
            return call.run();
        } catch (LastErrorException e) {
            throw new KernelException(what, e.getErrorCode());
        }
    }
}
