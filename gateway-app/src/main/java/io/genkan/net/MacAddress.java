package io.genkan.net;

import java.util.HexFormat;
import java.util.Locale;

/// The hardware address of one network interface (EUI-48), such as `02:00:00:00:00:01`.
///
/// @param value lower case, with colons
public record MacAddress(String value) {
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");
    private static final int LENGTH = 6;
    private static final int GROUP = 0x01;

    /// @throws BadInputException if it is no hardware address, or a group's
    public MacAddress {
        if (!value.matches("[0-9a-f]{2}(:[0-9a-f]{2}){5}") || (COLONS.parseHex(value)[0] & GROUP) != 0) {
            throw new BadInputException(NetProblem.NOT_A_HARDWARE_ADDRESS, value);
        }
    }

    /// Reads what `ip` prints.
    ///
    /// @throws BadInputException if it is no hardware address, or a group's
    public static MacAddress parse(String text) {
        return new MacAddress(text.strip().toLowerCase(Locale.ROOT));
    }

    /// Takes it out of a frame.
    ///
    /// @param bytes six, as they stand there
    /// @throws BadInputException if they are not six, or a group's
    public static MacAddress of(byte[] bytes) {
        return new MacAddress(COLONS.formatHex(bytes));
    }

    /// The six bytes, as they stand in a frame.
    public byte[] bytes() {
        return COLONS.parseHex(value, 0, LENGTH * 3 - 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
