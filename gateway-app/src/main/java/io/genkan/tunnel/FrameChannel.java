package io.genkan.tunnel;

import io.genkan.access.AccessDecision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/// The friend's end of a tunnel as the pump sees it: packets go out here, and come in through
/// {@link Tunnel#deliver}. Implemented over an SSH channel.
public interface FrameChannel {
    /// Sends one packet, at the latest with the next {@link #flush}; blocks while the friend's side takes no more, so
    /// that the kernel's own queue fills and drops, and nothing piles up in user space.
    ///
    /// @param packet an IP packet, from position to limit; it may be reused when this returns
    /// @return whether it was taken, or dropped, and why
    /// @throws java.net.SocketTimeoutException if the friend's side took nothing for too long
    /// @throws IOException if the channel is closed
    Sending send(ByteBuffer packet) throws IOException;

    /// What became of a packet.
    enum Sending {
        /// It is on its way.
        SENT,
        /// It is none that a tunnel carries.
        NOT_CARRIED,
        /// The friend takes none so long.
        TOO_LARGE
    }

    /// Writes out what was sent since the last time; blocks while the network takes no more.
    ///
    /// @throws java.net.SocketTimeoutException if the friend's side took nothing for too long
    /// @throws IOException if the channel is closed
    void flush() throws IOException;

    /// How long the way there and back takes lately; empty if it is not known. Safe from any thread.
    Optional<Duration> roundTrip();

    /// Where the friend comes from, for the log and the pages, for example `203.0.113.10:51515`.
    String origin();

    /// Closes the channel and the friend's session, and tells him why; returns at once.
    void close(CloseReason reason);

    /// Closes like {@link #close(CloseReason)}, since the friend may not be inside any more.
    void close(AccessDecision.Refused why);
}
