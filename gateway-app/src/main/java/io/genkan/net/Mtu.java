package io.genkan.net;

/// The size in bytes of the largest IP packet that a tunnel carries.
public record Mtu(int bytes) {
    /// Every IPv4 host must take 576 bytes (RFC 791), so a smaller tunnel would break hosts that rely on it.
    public static final int SMALLEST = 576;
    /// Jumbo frames; more does not fit a channel packet of a stock client together with its headers.
    public static final int LARGEST = 9_000;

    /// @throws BadInputException if it is smaller or larger than a tunnel can have
    public Mtu {
        if (bytes < SMALLEST || bytes > LARGEST) {
            throw new BadInputException(NetProblem.NOT_AN_MTU, bytes, SMALLEST, LARGEST);
        }
    }

    /// Reads a number of bytes.
    ///
    /// @throws BadInputException if it is none, or smaller or larger than a tunnel can have
    public static Mtu parse(String text) {
        if (!text.strip().matches("[0-9]{1,5}")) {
            throw new BadInputException(NetProblem.NOT_AN_MTU, text, SMALLEST, LARGEST);
        }
        return new Mtu(Integer.parseInt(text.strip()));
    }

    @Override
    public String toString() {
        return Integer.toString(bytes);
    }
}
