package io.genkan.discovery;

import java.io.IOException;

/// Somebody who waits for datagrams at a socket.
interface Ear {
    /// Takes what has come; does not block.
    ///
    /// @throws IOException if the socket is of no more use
    void hear() throws IOException;
}
