package io.genkan.ssh.transport;

/// Whether to let a little more come before the next read. Pure.
///
/// A stock client sends every packet by itself. Under load a thread that waits in its read is woken for each, at some
/// 30,000 a second: most of the processor's time goes into waking up, and what could pass the kernel together never
/// meets. A tenth of a millisecond later there are ten of them. Network cards hold back their interrupts for the same
/// reason (ethtool, adaptive-rx).
///
/// It begins only where packets follow each other more closely than any request and answer do, and ends with the first
/// read that finds nothing: a lone packet, or a line that is slow for us, never waits.
final class ReadPace {
    /// How long to let more come; the kernel's timers make it about twice as long.
    static final long PAUSE_NANOS = 50_000;

    /// Closer than a request and its answer through any network.
    private static final long CLOSE_NANOS = 70_000;

    private static final int CLOSE_READS = 4;
    /// What takes longer has waited for something to come.
    private static final long WAITED_NANOS = 50_000;

    /// So much at a time is worth no waiting.
    private static final int MUCH_BYTES = 16 * 1024;

    private int close;
    private boolean busy;
    private boolean pause;
    private long previous;

    /// Takes note of a read.
    ///
    /// @param began when it was called, by any clock in nanoseconds
    /// @param ended when it returned
    /// @param bytes how many it brought
    void note(long began, long ended, int bytes) {
        if (busy) {
            busy = ended - began < WAITED_NANOS;
        } else {
            close = ended - previous < CLOSE_NANOS ? close + 1 : 0;
            busy = close >= CLOSE_READS;
        }
        close = busy ? 0 : close;
        previous = ended;
        pause = busy && bytes < MUCH_BYTES;
    }

    /// Whether to pause before the next read.
    boolean pause() {
        return pause;
    }
}
