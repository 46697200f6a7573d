package io.genkan.net;

import java.util.Locale;

/// A transport protocol that a policy can name; the only two that have ports here.
public enum IpProtocol {
    /// Transmission Control Protocol.
    TCP,
    /// User Datagram Protocol.
    UDP;

    /// Reads `tcp` or `udp`, in any case.
    ///
    /// @throws BadInputException if it is neither
    public static IpProtocol parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "tcp" -> TCP;
            case "udp" -> UDP;
            default -> throw new BadInputException(NetProblem.NOT_A_PROTOCOL, text);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
