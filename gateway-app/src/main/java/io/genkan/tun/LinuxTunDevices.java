package io.genkan.tun;

import io.genkan.linux.TunFile;
import io.genkan.net.InterfaceName;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.springframework.stereotype.Component;

/// Tun devices of the Linux kernel.
@Component
class LinuxTunDevices implements TunDevices {
    @Override
    public TunDevice create(InterfaceName name, TunMode mode) throws IOException {
        return new LinuxTunDevice(name, TunFile.create(name, mode == TunMode.ETHERNET));
    }

    private record LinuxTunDevice(InterfaceName name, TunFile file) implements TunDevice {
        @Override
        public boolean await() throws IOException {
            return file.await();
        }

        @Override
        public boolean read(ByteBuffer into) throws IOException {
            into.clear();
            return file.read(into);
        }

        @Override
        public boolean write(ByteBuffer packet) throws IOException {
            return file.write(packet);
        }

        @Override
        public void queueLength(int packets) throws IOException {
            TunFile.queueLength(name, packets);
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
