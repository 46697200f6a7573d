package io.genkan.tunnel;

/// How many bytes of packets are encrypted before they are written. Pure.
///
/// Many at once cost less, and make whatever comes behind them wait. So on a line that is what holds the sender up, a
/// batch is what goes out in a few milliseconds.
final class BatchSize {
    /// About what one write to a socket takes.
    static final int MOST = 64 * 1024;

    private static final int LEAST = 8 * 1024;

    /// 4 ms of a second.
    private static final int SHARE_OF_A_SECOND = 250;

    private int bytes = MOST;

    /// Takes a sample; called by one thread.
    void fit(LineLoad.Sample load) {
        if (load.lineIsTheLimit()) {
            bytes = (int) Math.clamp(load.bytesPerSecond() / SHARE_OF_A_SECOND, LEAST, MOST);
        }
    }

    int bytes() {
        return bytes;
    }
}
