package io.genkan.net;

/// The number of a tunnel, as in `ssh -w 0:7` (the second number) and in the device name `tun7`.
public record TunnelUnit(int number) implements Comparable<TunnelUnit> {
    /// Four digits keep device names short; a household never comes near.
    public static final int LARGEST = 9_999;

    /// @throws BadInputException if it is negative or larger than {@link #LARGEST}
    public TunnelUnit {
        if (number < 0 || number > LARGEST) {
            throw new BadInputException(NetProblem.NOT_A_UNIT, number, LARGEST);
        }
    }

    /// Reads a number.
    ///
    /// @throws BadInputException if it is not a unit
    public static TunnelUnit parse(String text) {
        if (!text.strip().matches("[0-9]{1,4}")) {
            throw new BadInputException(NetProblem.NOT_A_UNIT, text, LARGEST);
        }
        return new TunnelUnit(Integer.parseInt(text.strip()));
    }

    @Override
    public int compareTo(TunnelUnit other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
