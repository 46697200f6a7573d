package io.genkan.kit;

import io.genkan.net.BadInputException;
import java.util.regex.Pattern;

/// The host name or address under which friends reach the house.
public record PublicHost(String value) {
    /// Placed where none is known.
    public static final String TO_FILL_IN = "GATEWAY";

    private static final int LONGEST = 253;
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    /// @throws BadInputException if it is neither
    public PublicHost {
        boolean taken = value.length() <= LONGEST
                && (NAME.matcher(value).matches() || IPV6.matcher(value).matches());
        if (!taken) {
            throw new BadInputException(KitProblem.NOT_A_HOST, value);
        }
    }

    /// Reads one.
    ///
    /// @throws BadInputException if it is none
    public static PublicHost parse(String text) {
        return new PublicHost(text.strip());
    }

    @Override
    public String toString() {
        return value;
    }
}
