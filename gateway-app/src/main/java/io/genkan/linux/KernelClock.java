package io.genkan.linux;

import com.sun.jna.Memory;

/// What the kernel thinks of its clock (adjtimex(2)).
public final class KernelClock {
    /// More than struct timex has on any 64-bit Linux (208 bytes).
    private static final int TIMEX_BYTES = 256;

    private KernelClock() {}

    /// Whether somebody, such as systemd-timesyncd or chrony, has synchronised the clock and still says so.
    public static boolean isSynchronised() {
        try (Memory timex = new Memory(TIMEX_BYTES)) {
            // No mode bits: only reads.
            timex.clear();
            int state = Libc.adjtimex(timex);
            return state >= 0 && state != Libc.TIME_ERROR;
        }
    }
}
