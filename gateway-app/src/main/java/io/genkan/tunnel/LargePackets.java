package io.genkan.tunnel;

/// Whether the kernel should pass a download's TCP segments together. Pure.
///
/// It makes a fast line faster, since the processor is what holds it up. On a slow line it would do harm: the queue
/// counts packets, and a few large ones make everybody else wait. So it begins once a rate was seen that no slow line
/// has, and ends when the line is what holds the sender up at a lower one.
final class LargePackets {
    private static final double FAST_BYTES_PER_SECOND = 200e6 / 8;
    private static final double SLOW_BYTES_PER_SECOND = 150e6 / 8;

    private boolean wanted;

    /// Takes a sample; called by one thread.
    ///
    /// @param bytesPerSecond what has gone to the friend since the last time
    /// @param lineIsTheLimit whether the sender mostly waited for the line
    /// @return whether large packets are wanted from now on
    boolean sample(double bytesPerSecond, boolean lineIsTheLimit) {
        if (bytesPerSecond > FAST_BYTES_PER_SECOND) {
            wanted = true;
        } else if (lineIsTheLimit && bytesPerSecond < SLOW_BYTES_PER_SECOND) {
            wanted = false;
        }
        return wanted;
    }
}
