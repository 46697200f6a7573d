package io.genkan.sshd;

/// How many bytes the client may still send on a tunnel's channel, by our own count. Pure.
///
/// OpenSSH counts a datagram without the four bytes of its length when it sends one; the library would count them, and
/// drift by four bytes per packet.
final class ReceiveWindow {
    /// The largest share of the window that is held back before it is granted anew: small, frequent grants keep the
    /// client's sending smooth.
    private static final int SHARE = 4;

    private final int size;
    private long left;

    /// @param size what was granted when the channel opened, in bytes
    ReceiveWindow(int size) {
        this.size = size;
        this.left = size;
    }

    /// Notes that the client has sent bytes.
    ///
    /// @return false if it has sent more than it was granted
    boolean consume(int bytes) {
        left -= bytes;
        return left >= 0;
    }

    /// What is to be granted now, if anything.
    ///
    /// @return bytes for a window adjust; 0 for none yet
    int grant() {
        long missing = size - left;
        if (missing < size / SHARE) {
            return 0;
        }
        left = size;
        return (int) missing;
    }
}
