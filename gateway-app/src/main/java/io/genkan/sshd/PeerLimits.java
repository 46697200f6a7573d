package io.genkan.sshd;

import java.time.Duration;

/// What the gateway bears from the other side of a session before it hangs up.
///
/// @param patience how long the other side may take nothing: neither read what is written to it, nor open the window
///     that packets wait for
/// @param mostChannels how many channels of one session may be open at once
record PeerLimits(Duration patience, int mostChannels) {
    /// What friends meet. A stock client opens a channel for the tunnel, and one for each TCP connection that it
    /// forwards.
    static final PeerLimits USUAL = new PeerLimits(Duration.ofSeconds(30), 128);
}
