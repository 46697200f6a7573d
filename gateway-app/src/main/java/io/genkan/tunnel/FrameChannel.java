package io.genkan.tunnel;

import java.io.IOException;
import java.nio.ByteBuffer;

/// The friend's end of a tunnel as the pump sees it: datagrams go out here, and come in through
/// {@link Tunnel#deliver}. Implemented over an SSH channel.
public interface FrameChannel {
    /// Sends one datagram; blocks while the friend's side takes no more, so that the kernel's own queue fills
    /// and drops, and nothing piles up in user space.
    ///
    /// @param datagram the packet, from position to limit; the callee has copied or sent it when this returns
    /// @throws IOException if the channel is closed
    void send(ByteBuffer datagram) throws IOException;

    /// Where the friend comes from, for the log and the pages, for example `203.0.113.10:51515`.
    String origin();

    /// Closes the channel, and tells the friend why; returns at once.
    void close(CloseReason reason);
}
