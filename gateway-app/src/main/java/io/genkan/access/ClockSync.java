package io.genkan.access;

/// Whether the machine's clock is known to be right. A Pi has no battery for it: until the network has told it the
/// time it shows any.
@FunctionalInterface
public interface ClockSync {
    /// Whether the kernel takes its clock for synchronised.
    boolean isSynchronised();
}
