package io.genkan.linux;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import io.genkan.net.BadInputException;
import io.genkan.net.InterfaceName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Network devices by name, with one or two system calls each (netdevice(7)).
public final class NetworkDevices {
    private static final Path CLASS_NET = Path.of("/sys/class/net");

    private NetworkDevices() {}

    /// Whether there is a device of this name.
    public static boolean exists(InterfaceName device) throws IOException {
        try (Socket socket = new Socket()) {
            return socket.readFlags(TunFile.named(device));
        }
    }

    /// Whether a device is a bridge, of which others are ports.
    public static boolean isBridge(InterfaceName device) {
        return Files.isDirectory(CLASS_NET.resolve(device.value()).resolve("bridge"));
    }

    /// The bridge of which a device is a port.
    public static Optional<InterfaceName> bridgeOf(InterfaceName device) {
        try {
            Path bridge =
                    Files.readSymbolicLink(CLASS_NET.resolve(device.value()).resolve("brport/bridge"));
            return Optional.of(InterfaceName.parse(String.valueOf(bridge.getFileName())));
        } catch (IOException | BadInputException e) {
            return Optional.empty();
        }
    }

    /// Whether a device is a Wi-Fi station, which no bridge takes.
    public static boolean isWireless(InterfaceName device) {
        Path about = CLASS_NET.resolve(device.value());
        return Files.exists(about.resolve("phy80211")) || Files.exists(about.resolve("wireless"));
    }

    /// Takes a device down: nothing passes it any more. Its addresses stay.
    ///
    /// @return false if there is no such device (any more)
    public static boolean shut(InterfaceName device) throws IOException {
        byte[] request = TunFile.named(device);
        try (Socket socket = new Socket()) {
            if (!socket.readFlags(request)) {
                return false;
            }
            ByteBuffer flags = ByteBuffer.wrap(request).order(ByteOrder.nativeOrder());
            flags.putShort(Libc.IFNAMSIZ, (short) (flags.getShort(Libc.IFNAMSIZ) & ~Libc.IFF_UP));
            return socket.ask(Libc.SIOCSIFFLAGS, request);
        }
    }

    /// Any socket: the kernel takes these requests on each.
    private static final class Socket implements AutoCloseable {
        private final int fd;

        Socket() throws IOException {
            try {
                fd = Libc.socket(Libc.AF_INET, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0);
            } catch (LastErrorException e) {
                throw new KernelException("open a socket", e.getErrorCode());
            }
        }

        boolean readFlags(byte[] request) throws IOException {
            return ask(Libc.SIOCGIFFLAGS, request);
        }

        /// @return false if there is no such device
        boolean ask(long what, byte[] request) throws IOException {
            try {
                Libc.ioctl(fd, new NativeLong(what), request);
                return true;
            } catch (LastErrorException e) {
                if (e.getErrorCode() == Libc.ENODEV) {
                    return false;
                }
                throw new KernelException("read or change a network device", e.getErrorCode());
            }
        }

        @Override
        public void close() {
            Libc.close(fd);
        }
    }
}
