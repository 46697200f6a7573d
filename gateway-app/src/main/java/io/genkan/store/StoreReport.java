package io.genkan.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What there is to say about the database since the gateway was started.
///
/// @param restored how it was restored by itself, if it was
public record StoreReport(Optional<Restored> restored) {
    /// The database was made anew of a backup.
    ///
    /// @param why what was the matter with it
    /// @param backup the file that was used
    /// @param madeAt when that was made
    /// @param kept the file that was not used any more, if there was one
    /// @param doorClosed whether the door was closed, since changes may be missing
    public record Restored(Why why, String backup, Instant madeAt, List<String> kept, boolean doorClosed) {
        /// Keeps its own copy.
        public Restored {
            kept = List.copyOf(kept);
        }
    }

    /// Why the database had to be restored.
    public enum Why {
        /// The file was not there.
        MISSING,
        /// The file could not be opened.
        DAMAGED,
        /// It opened, and lacked changes that had been acknowledged.
        TOO_OLD
    }
}
