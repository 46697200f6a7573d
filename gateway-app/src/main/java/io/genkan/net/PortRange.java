package io.genkan.net;

/// A port, or a range of ports with both ends included, such as `80` or `8000-8080`.
public record PortRange(int first, int last) {
    private static final int LARGEST = 65_535;

    /// @throws BadInputException if the range is empty or leaves 1 to 65535
    public PortRange {
        if (first < 1 || last > LARGEST || first > last) {
            throw new BadInputException(NetProblem.NOT_A_PORT, first + "-" + last);
        }
    }

    /// Reads `80` or `8000-8080`.
    ///
    /// @throws BadInputException if it is neither
    public static PortRange parse(String text) {
        String[] ends = text.strip().split("-", -1);
        if (ends.length > 2) {
            throw new BadInputException(NetProblem.NOT_A_PORT, text);
        }
        int first = number(ends[0], text);
        int last = ends.length == 2 ? number(ends[1], text) : first;
        if (first < 1 || last > LARGEST || first > last) {
            throw new BadInputException(NetProblem.NOT_A_PORT, text);
        }
        return new PortRange(first, last);
    }

    /// Whether the port lies in this range.
    public boolean contains(int port) {
        return first <= port && port <= last;
    }

    private static int number(String digits, String whole) {
        if (!digits.matches("[0-9]{1,5}")) {
            throw new BadInputException(NetProblem.NOT_A_PORT, whole);
        }
        return Integer.parseInt(digits);
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
