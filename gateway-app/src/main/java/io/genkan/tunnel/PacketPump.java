package io.genkan.tunnel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// Carries packets from a tunnel's device to its channel, one at a time, until either is closed.
///
/// The other direction has no thread of its own: the SSH session's reader delivers each datagram where it arrives.
final class PacketPump implements Runnable {
    /// The longest that an IP packet can be; a device never has more.
    private static final int LONGEST_PACKET = 65_536;

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
            while (tunnel.device().read(packet)) {
                int bytes = packet.remaining();
                if (tunnel.channel().send(packet)) {
                    tunnel.meter().countToFriend(bytes);
                } else {
                    tunnel.meter().countDropped();
                }
            }
        } catch (IOException e) {
            onFailure.accept(e);
        }
    }
}
