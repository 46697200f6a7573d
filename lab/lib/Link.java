import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// A line of a given speed and length between two bridges: two tap devices, and what comes in at one goes out at the
/// other, no faster than the rate, after the delay, through a queue that drops at its end, with random loss. For
/// machines whose kernel has no netem.
///
/// One thread for each direction reads a frame, decides at once when it will have left, and sends it then. The line is
/// a virtual clock: a frame begins when the one before it has ended, and lasts as long as its bits take. A thread that
/// wakes up late therefore sends late, but never makes the line slower, and no burst of saved-up tokens makes it faster.
///
/// `java Link.java TAP TAP BITS-PER-SECOND DELAY-NANOS QUEUE-NANOS LOSS SEED`; a rate of 0 is no limit. It prints "ready"
/// once both devices are there, and at its end what it has carried and dropped.
final class Link {
    /// linux/if_tun.h, `_IOW('T', 202, int)`
    private static final long TUNSETIFF = 0x400454caL;
    /// linux/if_tun.h: IFF_TAP | IFF_NO_PI | IFF_TUN_EXCL
    private static final short TAP = (short) (0x0002 | 0x1000 | 0x8000);
    /// fcntl.h: O_RDWR | O_NONBLOCK | O_CLOEXEC
    private static final int OPEN = 2 | 0x800 | 0x80000;
    /// linux/prctl.h
    private static final int PR_SET_TIMERSLACK = 29;

    private static final long SECOND = 1_000_000_000L;

    private record Line(long rate, long delay, long queue, double loss) {
        /// A frame as it would be on an Ethernet, without preamble, checksum, and gap.
        long duration(long bytes) {
            return rate == 0 ? 0 : bytes * 8 * SECOND / rate;
        }

        /// Room for all that can be under way, twice.
        int room() {
            double fastest = rate == 0 ? 2e9 : rate;
            return (int) Math.min(256e6, 2e6 + 2 * (fastest / 8) * (delay + queue) / SECOND);
        }
    }

    /// One direction.
    private static final class Direction implements Runnable {
        private final String name;
        private final int in;
        private final int out;
        private final Line line;
        private final Random chance;
        private final Frames frames;
        private long free = System.nanoTime();
        private volatile long carried;
        private volatile long dropped;
        private volatile long lost;
        private volatile long refused;

        Direction(String name, int in, int out, Line line, long seed) {
            this.name = name;
            this.in = in;
            this.out = out;
            this.line = line;
            this.chance = new Random(seed);
            this.frames = new Frames(line.room());
        }

        @Override
        public void run() {
            // By default the kernel may wake a thread 50 µs late, to save power.
            C.prctl(PR_SET_TIMERSLACK, 1);
            try (Arena arena = Arena.ofConfined()) {
                C.Waiter waiter = new C.Waiter(arena, in);
                while (true) {
                    sendWhatIsDue();
                    if (waiter.await(frames.isEmpty() ? -1 : Math.max(0, frames.due() - System.nanoTime()))) {
                        accept();
                    }
                }
            }
        }

        private void sendWhatIsDue() {
            while (!frames.isEmpty() && frames.due() <= System.nanoTime()) {
                if (C.write(out, frames.address(), frames.length()) < 0) {
                    refused++;
                } else {
                    carried++;
                }
                frames.remove();
            }
        }

        /// Takes what has come, but not so much at once that frames that are due would wait for it.
        private void accept() {
            for (int i = 0; i < 16; i++) {
                long length = C.read(in, frames.free(), Frames.LONGEST);
                if (length < 0) {
                    return;
                }
                long now = System.nanoTime();
                long begins = Math.max(now, free);
                if (line.loss > 0 && chance.nextDouble() < line.loss) {
                    lost++;
                } else if (begins - now > line.queue || frames.isFull()) {
                    dropped++;
                } else {
                    free = begins + line.duration(length);
                    frames.add(length, free + line.delay);
                }
            }
        }

        @Override
        public String toString() {
            return name + ": " + carried + " frames carried, " + dropped + " dropped by the full queue, " + lost
                    + " lost by chance, " + refused + " not taken by the other end";
        }
    }

    /// The frames under way, oldest first: their bytes in one piece of native memory that is used round and round.
    private static final class Frames {
        static final int LONGEST = 16 * 1024;
        private static final int MOST = 1 << 18;

        private final long memory;
        private final int size;
        private final long[] due = new long[MOST];
        private final int[] offset = new int[MOST];
        private final int[] length = new int[MOST];
        private long head;
        private long tail;
        private int end;

        Frames(int size) {
            this.size = size;
            this.memory = Arena.global().allocate(size, 8).address();
        }

        boolean isEmpty() {
            return head == tail;
        }

        /// Whether there is no room for one more of the longest.
        boolean isFull() {
            if (isEmpty()) {
                return false;
            }
            int begin = offset[slot(head)];
            int room = end > begin ? size - end : begin - end;
            return tail - head >= MOST - 1 || room < 3 * LONGEST && (end <= begin || begin < 3 * LONGEST);
        }

        /// Where the next frame may be read to: there is always room for one, since `add` is not called when full.
        long free() {
            if (size - end < LONGEST) {
                end = 0;
            }
            return memory + end;
        }

        void add(long bytes, long dueAt) {
            int slot = slot(tail);
            due[slot] = dueAt;
            offset[slot] = end;
            length[slot] = (int) bytes;
            end += (int) bytes;
            tail++;
        }

        long due() {
            return due[slot(head)];
        }

        long address() {
            return memory + offset[slot(head)];
        }

        long length() {
            return length[slot(head)];
        }

        void remove() {
            head++;
        }

        private static int slot(long number) {
            return (int) (number & (MOST - 1));
        }
    }

    /// The C library. Addresses are plain numbers, so that a call allocates nothing.
    private static final class C {
        private static final Linker LINKER = Linker.nativeLinker();
        private static final MethodHandle OPEN = find("open", ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
        private static final MethodHandle IOCTL =
                find("ioctl", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
        private static final MethodHandle READ =
                find("read", ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
        private static final MethodHandle WRITE =
                find("write", ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
        private static final MethodHandle PPOLL = find("ppoll", ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
        private static final MethodHandle PRCTL = find("prctl", ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);

        private static MethodHandle find(String name, ValueLayout result, ValueLayout... arguments) {
            return LINKER.downcallHandle(
                    LINKER.defaultLookup().find(name).orElseThrow(), FunctionDescriptor.of(result, arguments));
        }

        /// Makes a tap device that does not exist yet.
        static int tap(String name) {
            try (Arena arena = Arena.ofConfined()) {
                int fd = (int) OPEN.invokeExact(arena.allocateFrom("/dev/net/tun").address(), Link.OPEN);
                // struct ifreq: 16 bytes of name, 2 of flags.
                MemorySegment request = arena.allocate(40, 8);
                MemorySegment.copy(name.getBytes(StandardCharsets.US_ASCII), 0, request, ValueLayout.JAVA_BYTE, 0, name.length());
                request.set(ValueLayout.JAVA_SHORT, 16, TAP);
                if (fd < 0 || (int) IOCTL.invokeExact(fd, TUNSETIFF, request.address()) < 0) {
                    throw new IllegalStateException("cannot make the tap device " + name);
                }
                return fd;
            } catch (RuntimeException e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        static long read(int fd, long address, long length) {
            try {
                return (long) READ.invokeExact(fd, address, length);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        static long write(int fd, long address, long length) {
            try {
                return (long) WRITE.invokeExact(fd, address, length);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        static void prctl(int option, long value) {
            try {
                int ignored = (int) PRCTL.invokeExact(option, value, 0L, 0L, 0L);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        /// Waits for one file to be readable.
        static final class Waiter {
            private static final short POLLIN = 1;
            /// struct pollfd: int fd, short events, short revents.
            private final MemorySegment file;
            /// struct timespec: long seconds, long nanoseconds.
            private final MemorySegment time;

            Waiter(Arena arena, int fd) {
                file = arena.allocate(8, 8);
                file.set(ValueLayout.JAVA_INT, 0, fd);
                file.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
                time = arena.allocate(16, 8);
            }

            /// Returns whether it is readable; false after so many nanoseconds. Below 0: for ever.
            boolean await(long nanos) {
                long until = 0;
                if (nanos >= 0) {
                    time.set(ValueLayout.JAVA_LONG, 0, nanos / SECOND);
                    time.set(ValueLayout.JAVA_LONG, 8, nanos % SECOND);
                    until = time.address();
                }
                try {
                    int ready = (int) PPOLL.invokeExact(file.address(), 1L, until, 0L);
                    short events = file.get(ValueLayout.JAVA_SHORT, 6);
                    if (ready > 0 && (events & ~POLLIN) != 0) {
                        throw new IllegalStateException("a tap device is gone");
                    }
                    return ready > 0;
                } catch (RuntimeException e) {
                    throw e;
                } catch (Throwable e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    public static void main(String[] args) {
        Line line = new Line(Long.parseLong(args[2]), Long.parseLong(args[3]), Long.parseLong(args[4]), Double.parseDouble(args[5]));
        long seed = Long.parseLong(args[6]);
        int a = C.tap(args[0]);
        int b = C.tap(args[1]);
        Direction there = new Direction(args[0] + " → " + args[1], a, b, line, seed);
        Direction back = new Direction(args[1] + " → " + args[0], b, a, line, seed + 1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(there + "\n" + back)));
        start(there);
        start(back);
        System.out.println("ready");
    }

    private static void start(Direction direction) {
        Thread thread = new Thread(direction, direction.name);
        thread.setUncaughtExceptionHandler((ended, e) -> {
            System.err.println("link: " + e.getMessage());
            Runtime.getRuntime().halt(1);
        });
        thread.start();
    }
}
