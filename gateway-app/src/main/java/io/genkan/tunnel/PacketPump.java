package io.genkan.tunnel;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;

/// Carries packets from a tunnel's device to its channel until either is closed.
///
/// A batch is what the device has when it is looked at, and never waits for more: a lone ping goes out at once, and
/// under load many packets share one write to the socket.
///
/// The other direction has no thread of its own: the SSH session's reader delivers each datagram where it arrives.
final class PacketPump implements Runnable {
    /// The longest that an IP packet can be; a device never has more.
    private static final int LONGEST_PACKET = 65_536;

    /// Ends a batch, so that the first of its packets does not wait for long.
    private static final int MOST_PACKETS = 64;

    private final Tunnel tunnel;
    private final BiConsumer<CloseReason, IOException> onFailure;

    /// @param onFailure told when the device or the channel failed, and not when the device was closed
    PacketPump(Tunnel tunnel, BiConsumer<CloseReason, IOException> onFailure) {
        this.tunnel = tunnel;
        this.onFailure = onFailure;
    }

    @Override
    public void run() {
        ByteBuffer packet = ByteBuffer.allocateDirect(LONGEST_PACKET);
        try {
            while (tunnel.device().await()) {
                boolean more = true;
                while (more) {
                    more = sendBatch(packet);
                    flush();
                }
            }
        } catch (FriendGoneException e) {
            onFailure.accept(e.reason, e.cause);
        } catch (IOException e) {
            onFailure.accept(CloseReason.FAILED, e);
        }
    }

    /// @return whether the batch ended before the device had nothing more
    private boolean sendBatch(ByteBuffer packet) throws IOException {
        int packets = 0;
        int bytes = 0;
        int mostBytes = tunnel.batchBytes();
        while (packets < MOST_PACKETS && bytes < mostBytes) {
            if (!tunnel.device().read(packet)) {
                return false;
            }
            int length = packet.remaining();
            switch (send(packet)) {
                case SENT -> tunnel.meter().countToFriend(length);
                case NOT_CARRIED -> tunnel.meter().countDropped(DropReason.NOT_CARRIED);
                case TOO_LARGE -> tunnel.meter().countDropped(DropReason.TOO_LARGE);
            }
            packets++;
            bytes += length;
        }
        return true;
    }

    private FrameChannel.Sending send(ByteBuffer packet) throws FriendGoneException {
        try {
            return tunnel.channel().send(packet);
        } catch (IOException e) {
            throw new FriendGoneException(e);
        }
    }

    private void flush() throws IOException {
        long began = System.nanoTime();
        try {
            tunnel.channel().flush();
        } catch (IOException e) {
            throw new FriendGoneException(e);
        }
        tunnel.waitedForTheLine(began, System.nanoTime());
    }

    /// The channel takes no more. A connection that breaks is often noticed here first, before the session's reader has
    /// read of its end: that is no failure of the gateway's.
    private static final class FriendGoneException extends IOException {
        private static final long serialVersionUID = 1L;

        private final CloseReason reason;
        private final IOException cause;

        FriendGoneException(IOException cause) {
            super(cause);
            this.cause = cause;
            this.reason = cause instanceof SocketTimeoutException ? CloseReason.STALLED : CloseReason.FRIEND_LEFT;
        }
    }
}
