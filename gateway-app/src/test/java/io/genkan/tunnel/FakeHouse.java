package io.genkan.tunnel;

import io.genkan.access.Gatekeeper;
import io.genkan.access.Identity;
import io.genkan.net.InterfaceName;
import io.genkan.tun.TunDevice;
import io.genkan.tun.TunDevices;
import io.genkan.tun.TunMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The kernel's devices and the LAN in memory, with a log of what was done.
///
/// Like the kernel it refuses a second device of one name.
public final class FakeHouse implements TunDevices, LanAttachment {
    volatile @Nullable IOException createFailsWith;
    volatile @Nullable AttachmentException attachFailsWith;
    volatile @Nullable RuntimeException attachBreaksWith;
    volatile Runnable whileAttaching = () -> {};
    volatile long delayMicros;

    private final Object lock = new Object();
    private final List<Object> told = new CopyOnWriteArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final TreeMap<String, FakeDevice> devices = new TreeMap<>();
    private final Set<String> attached = new HashSet<>();

    /// The tunnels of a gateway in this house.
    public Tunnels tunnels(Gatekeeper gate) {
        return new Tunnels(gate, this, this, _ -> {}, Clock.systemUTC());
    }

    /// The connections of friends in this house, in which every address is at home.
    public Forwardings forwardings(Gatekeeper gate, Tunnels tunnels) {
        return new Forwardings(gate, _ -> true, tunnels, told::add, Clock.systemUTC());
    }

    /// What was told of friends' connections.
    public List<Object> told() {
        return List.copyOf(told);
    }

    List<String> log() {
        synchronized (lock) {
            return List.copyOf(log);
        }
    }

    /// The names of the devices that there are.
    public List<String> devices() {
        synchronized (lock) {
            return List.copyOf(devices.keySet());
        }
    }

    Set<String> attached() {
        synchronized (lock) {
            return Set.copyOf(attached);
        }
    }

    /// A device that there is.
    public FakeDevice device(String name) {
        synchronized (lock) {
            return Objects.requireNonNull(devices.get(name));
        }
    }

    @Override
    public TunDevice create(InterfaceName name, TunMode mode) throws IOException {
        synchronized (lock) {
            IOException failure = createFailsWith;
            if (failure != null) {
                throw failure;
            }
            if (devices.containsKey(name.value())) {
                throw new IOException(name + " is in use");
            }
            log.add("create " + name + (mode == TunMode.ETHERNET ? " for frames" : ""));
            FakeDevice device = new FakeDevice(name);
            devices.put(name.value(), device);
            return device;
        }
    }

    @Override
    public Map<String, Long> queuesWereFull() {
        return Map.of();
    }

    @Override
    public void attach(InterfaceName device, TunMode mode, Identity identity) throws AttachmentException {
        whileAttaching.run();
        pause();
        synchronized (lock) {
            AttachmentException failure = attachFailsWith;
            if (failure != null) {
                throw failure;
            }
            RuntimeException mistake = attachBreaksWith;
            if (mistake != null) {
                throw mistake;
            }
            if (!devices.containsKey(device.value())) {
                throw new IllegalStateException("attached before it was made: " + device);
            }
            log.add("attach " + device);
            attached.add(device.value());
        }
    }

    @Override
    public void detach(InterfaceName device) {
        synchronized (lock) {
            if (attached.remove(device.value())) {
                log.add("detach " + device);
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MICROSECONDS.sleep(delayMicros);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A device whose packets a test lets arrive.
    public final class FakeDevice implements TunDevice {
        public volatile boolean full;
        volatile int queueLength;

        private final InterfaceName name;
        private final Queue<byte[]> arriving = new ConcurrentLinkedQueue<>();

        private final AtomicLong packetsWritten = new AtomicLong();

        private volatile boolean failed;
        private volatile boolean closed;

        FakeDevice(InterfaceName name) {
            this.name = name;
        }

        /// Lets the kernel have a packet for the friend.
        public void arrive(byte[] packet) {
            arriving.add(packet);
        }

        /// How many packets arrived and were not read.
        public int waiting() {
            return arriving.size();
        }

        /// How many packets the kernel got from the friend.
        public long packetsWritten() {
            return packetsWritten.get();
        }

        void fail() {
            failed = true;
        }

        @Override
        public InterfaceName name() {
            return name;
        }

        @Override
        public void queueLength(int packets) {
            queueLength = packets;
        }

        @Override
        public int flush() {
            return 0;
        }

        @Override
        public void largePackets(boolean wanted) {
            // All of these are small.
        }

        @Override
        public boolean await() throws IOException {
            while (!closed && arriving.isEmpty()) {
                if (failed) {
                    throw new IOException("the device failed");
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            return !closed;
        }

        @Override
        public boolean read(ByteBuffer into) {
            byte[] packet = arriving.poll();
            if (packet == null) {
                return false;
            }
            into.clear().put(packet).flip();
            return true;
        }

        @Override
        public boolean write(ByteBuffer packet) {
            if (full) {
                return false;
            }
            packetsWritten.incrementAndGet();
            return true;
        }

        @Override
        public void close() {
            synchronized (lock) {
                log.add("close " + name);
                devices.remove(name.value(), this);
            }
            closed = true;
        }
    }
}
