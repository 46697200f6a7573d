import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// A packet socket (packet(7)) on one device: sends frames as they are, or sees every frame that comes and goes.
final class PacketSocket {
    /// sys/socket.h
    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int RECEIVE_BUFFER = 64 << 20;
    /// linux/if_ether.h, in network order
    private static final short ETH_P_ALL = 0x0300;
    private static final int LONGEST = 65_536;

    private final int fd;
    private final MemorySegment buffer = Arena.global().allocate(LONGEST, 8);

    private PacketSocket(int fd) {
        this.fd = fd;
    }

    /// A socket that only sends.
    static PacketSocket sender(String device) {
        return bound(device, (short) 0);
    }

    /// A socket that sees everything, and looks up from waiting ten times a second.
    static PacketSocket observer(String device) {
        PacketSocket socket = bound(device, ETH_P_ALL);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocateFrom(ValueLayout.JAVA_INT, RECEIVE_BUFFER);
            check("SO_RCVBUFFORCE", setsockopt(socket.fd, SO_RCVBUFFORCE, size));
            // struct timeval: seconds, microseconds
            MemorySegment patience = arena.allocateFrom(ValueLayout.JAVA_LONG, 0, 100_000);
            check("SO_RCVTIMEO", setsockopt(socket.fd, SO_RCVTIMEO, patience));
        }
        return socket;
    }

    private static PacketSocket bound(String device, short protocol) {
        try (Arena arena = Arena.ofConfined()) {
            int index = (int) IF_NAMETOINDEX.invokeExact(arena.allocateFrom(device).address());
            check("no device " + device, index == 0 ? -1 : 0);
            int fd = (int) SOCKET.invokeExact(AF_PACKET, SOCK_RAW, 0);
            check("socket", fd);
            // struct sockaddr_ll: family, protocol, index, then what only a sender by address needs.
            MemorySegment address = arena.allocate(20, 4);
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_PACKET);
            address.set(ValueLayout.JAVA_SHORT, 2, protocol);
            address.set(ValueLayout.JAVA_INT, 4, index);
            check("bind", (int) BIND.invokeExact(fd, address.address(), 20));
            return new PacketSocket(fd);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /// Returns whether the device took the frame: it refuses one that it cannot carry.
    boolean send(byte[] frame) {
        MemorySegment.copy(frame, 0, buffer, ValueLayout.JAVA_BYTE, 0, frame.length);
        try {
            return (long) SEND.invokeExact(fd, buffer.address(), (long) frame.length, 0) == frame.length;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /// The next frame; empty where none came for a while.
    byte[] receive() {
        try {
            long length = (long) RECV.invokeExact(fd, buffer.address(), (long) LONGEST, 0);
            return length <= 0 ? new byte[0] : buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static int setsockopt(int fd, int option, MemorySegment value) {
        try {
            return (int) SETSOCKOPT.invokeExact(fd, SOL_SOCKET, option, value.address(), (int) value.byteSize());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void check(String what, int result) {
        if (result < 0) {
            throw new IllegalStateException("packet socket: " + what);
        }
    }

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final MethodHandle IF_NAMETOINDEX = find("if_nametoindex", INT, LONG);
    private static final MethodHandle SOCKET = find("socket", INT, INT, INT, INT);
    private static final MethodHandle BIND = find("bind", INT, INT, LONG, INT);
    private static final MethodHandle SEND = find("send", LONG, INT, LONG, LONG, INT);
    private static final MethodHandle RECV = find("recv", LONG, INT, LONG, LONG, INT);
    private static final MethodHandle SETSOCKOPT = find("setsockopt", INT, INT, INT, INT, LONG, INT);

    private static MethodHandle find(String name, ValueLayout result, ValueLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().find(name).orElseThrow(), FunctionDescriptor.of(result, arguments));
    }
}
