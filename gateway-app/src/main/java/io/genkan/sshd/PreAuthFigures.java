package io.genkan.sshd;

import java.util.Map;

/// What goes on at the SSH port before a key is proven.
///
/// @param waiting how many connections have not proven a key
/// @param turnedAway how many connections were closed at once since the gateway started, by reason
/// @param madeRoom how many were ended for somebody else
/// @param penalties how many sources are remembered for what they did
public record PreAuthFigures(int waiting, Map<String, Long> turnedAway, long madeRoom, int penalties) {
    /// Keeps a copy.
    public PreAuthFigures {
        turnedAway = Map.copyOf(turnedAway);
    }
}
