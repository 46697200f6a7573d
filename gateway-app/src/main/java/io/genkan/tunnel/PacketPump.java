package io.genkan.tunnel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

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
    private final Consumer<IOException> onFailure;

    /// @param onFailure told when the device or the channel failed, and not when they were closed
    PacketPump(Tunnel tunnel, Consumer<IOException> onFailure) {
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
                    long began = System.nanoTime();
                    tunnel.channel().flush();
                    tunnel.waitedForTheLine(began, System.nanoTime());
                }
            }
        } catch (IOException e) {
            onFailure.accept(e);
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
            if (tunnel.channel().send(packet)) {
                tunnel.meter().countToFriend(length);
            } else {
                tunnel.meter().countDropped();
            }
            packets++;
            bytes += length;
        }
        return true;
    }
}
