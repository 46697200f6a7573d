package io.genkan.tunnel;

/// How many packets may wait in a device's queue for the friend. Pure.
///
/// A tun device never tells the kernel's scheduler to wait, so its own ring is the queue of everything that a friend
/// downloads: with the usual 500 packets a ping would wait 120 ms there behind a transfer over a 50 Mbit/s line. The
/// queue is to hold what goes out in 20 ms. It is measured only while the friend's line takes no more, since only then
/// the rate is the line's.
final class QueueLength {
    /// Before anything is known; a burst of a few transfers fits in.
    static final int FIRST = 128;

    private static final int SHORTEST = 32;
    /// 20 ms of a gigabit.
    private static final int LONGEST = 1_600;

    /// 20 ms of a second.
    private static final int SHARE_OF_A_SECOND = 50;

    private int length = FIRST;

    /// Takes a sample.
    ///
    /// @return how many packets may wait
    int fit(LineLoad.Sample load) {
        if (load.lineIsTheLimit()) {
            length = (int) Math.clamp(load.packetsPerSecond() / SHARE_OF_A_SECOND, SHORTEST, LONGEST);
        }
        return length;
    }
}
