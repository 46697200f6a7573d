package io.genkan.store;

/// Keeps what is to be known of an act of the owner's, in the transaction of the act itself.
public interface ActRecorder {
    /// Writes it down with the transaction that is going on.
    ///
    /// @param event what happens, as the event that others hear of afterwards
    void record(Object event);
}
