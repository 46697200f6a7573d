package io.genkan.sshd;

/// How often the other side may do something that makes work for us: so many times at once, and then again with the
/// time and with the data that it carries. Pure; used by one thread.
final class PeerBudget {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double most;
    private final double perSecond;
    private final double perByte;
    private double left;
    private long latest;

    /// @param most how many times at once
    /// @param perSecond how many times more with each second
    /// @param bytesForOne after how many bytes of data once more
    /// @param now any clock in nanoseconds
    PeerBudget(int most, double perSecond, long bytesForOne, long now) {
        this.most = most;
        this.perSecond = perSecond;
        this.perByte = 1.0 / bytesForOne;
        this.left = most;
        this.latest = now;
    }

    /// Takes once out of the budget.
    ///
    /// @param bytes how much data was carried since the last time
    /// @return false if it is used up
    boolean spend(long bytes, long now) {
        double earned = (now - latest) / NANOS_PER_SECOND * perSecond + bytes * perByte;
        latest = now;
        left = Math.min(left + earned, most);
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
