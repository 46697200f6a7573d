package io.genkan.ssh.transport;

import java.net.SocketAddress;
import java.util.Optional;

/// Asked about each connection before anything is spent on it: there is no thread, no buffer and no session yet.
public interface ConnectionGate {
    /// Called for one connection at a time for each listening address; must not block.
    ///
    /// @return the place that the connection takes; empty if it is to be closed at once
    Optional<Place> knock(SocketAddress from);

    /// The place of a connection that was let through.
    interface Place {
        /// There is a session for it now.
        void taken(LinkIoSession session);

        /// The connection has ended, and so has the thread that read it.
        void left();
    }
}
