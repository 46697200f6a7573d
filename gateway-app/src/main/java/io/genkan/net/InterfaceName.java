package io.genkan.net;

/// The name of a network interface, such as `eth0` or `tun1`.
///
/// The accepted characters are fewer than the kernel's, so that a name can stand in a ruleset or a path as it is.
public record InterfaceName(String value) {
    /// IFNAMSIZ is 16 with the terminating zero.
    private static final int LONGEST = 15;

    /// @throws BadInputException if Linux or we do not take the name
    public InterfaceName {
        boolean taken = value.matches("[A-Za-z0-9][A-Za-z0-9._-]*") && value.length() <= LONGEST;
        if (!taken) {
            throw new BadInputException(NetProblem.NOT_AN_INTERFACE, value);
        }
    }

    /// Reads a name.
    ///
    /// @throws BadInputException if Linux or we do not take it
    public static InterfaceName parse(String text) {
        return new InterfaceName(text.strip());
    }

    @Override
    public String toString() {
        return value;
    }
}
