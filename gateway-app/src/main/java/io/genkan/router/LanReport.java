package io.genkan.router;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the owner is told about joining tunnels to the LAN. Safe from any thread.
@Component
public class LanReport {
    private volatile @Nullable String trouble;

    /// Why the last tunnel could not be joined to the LAN, or was given up; empty if it could.
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    void works() {
        trouble = null;
    }

    void fails(String why) {
        trouble = why;
    }
}
