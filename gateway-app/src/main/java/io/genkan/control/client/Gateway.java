package io.genkan.control.client;

import java.nio.file.Path;
import java.util.Optional;

/// Starts the gateway itself, which this program otherwise only talks to.
public interface Gateway {
    /// Runs the gateway until it is stopped.
    ///
    /// @param config the configuration file, if one was named
    /// @param untilReady stops it as soon as it is ready
    /// @return the exit code
    int run(Path data, Optional<Path> config, boolean untilReady);
}
