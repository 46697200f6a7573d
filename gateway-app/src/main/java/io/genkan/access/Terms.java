package io.genkan.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// On which terms a friend may come in, whatever it is that he may reach.
///
/// @param until when his access ends; empty means never
/// @param windows the hours in which he may be inside; none means always
/// @param rate how fast he may be, each way
/// @param monthlyVolume how much may pass in a calendar month, both ways and all his keys together
/// @param disabled whether he may not come in for now
/// @param discovery how he may ask what is there
/// @param notes what the owner wants to remember of him; shown to nobody else
public record Terms(
        Optional<Instant> until,
        List<WeeklyWindow> windows,
        Optional<BitRate> rate,
        Optional<DataVolume> monthlyVolume,
        boolean disabled,
        Discovery discovery,
        String notes) {
    /// No terms at all.
    public static final Terms NONE =
            new Terms(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), false, Discovery.NONE, "");

    /// Keeps its own copy of the windows.
    public Terms {
        windows = windows.stream().distinct().toList();
    }

    Terms withDisabled(boolean now) {
        return new Terms(until, windows, rate, monthlyVolume, now, discovery, notes);
    }

    /// Whether the time of day has a say.
    boolean needTheClock() {
        return until.isPresent() || !windows.isEmpty();
    }
}
