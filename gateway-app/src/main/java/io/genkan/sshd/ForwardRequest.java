package io.genkan.sshd;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.BufferException;

/// The extra data of a `direct-tcpip` channel open (RFC 4254 §7.2): host and port to connect to, and where the
/// connection came from at the client, which nothing depends on.
record ForwardRequest(String host, int port) {
    private static final int LONGEST_HOST = 253;
    private static final int LARGEST_PORT = 65_535;

    /// Reads it; empty if it makes no sense.
    static Optional<ForwardRequest> parse(Buffer buffer) {
        try {
            String host = buffer.getString(StandardCharsets.UTF_8);
            long port = buffer.getUInt();
            buffer.getString(StandardCharsets.UTF_8);
            buffer.getUInt();
            boolean sensible = !host.isEmpty() && host.length() <= LONGEST_HOST && port > 0 && port <= LARGEST_PORT;
            return sensible ? Optional.of(new ForwardRequest(host, (int) port)) : Optional.empty();
        } catch (BufferException e) {
            return Optional.empty();
        }
    }
}
