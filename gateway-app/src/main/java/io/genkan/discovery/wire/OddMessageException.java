package io.genkan.discovery.wire;

/// A datagram that is not what it should be. It is dropped and counted, so nobody ever reads more than this.
public final class OddMessageException extends Exception {
    /// @param what what is odd about it, for the debug log
    public OddMessageException(String what) {
        super(what);
    }
}
