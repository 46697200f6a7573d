package io.genkan.router;

import java.io.IOException;
import java.util.Map;

/// The kernel's packet filter. Each method is done when it returns, or throws.
interface PacketFilter {
    /// Replaces a table of ours as a whole, in one transaction, and reads it back.
    ///
    /// @throws IOException if it was not taken or does not read back as it was meant
    void load(Ruleset ruleset) throws IOException;

    /// Removes a table of ours; does nothing if there is none.
    void unload(TableName table) throws IOException;

    /// Whether a table is still as it was when it was loaded the last time.
    ///
    /// @throws IOException if that cannot be found out
    boolean holds(TableName table) throws IOException;

    /// How many packets the rules of our tables have counted since they were loaded: by table, and by the comments of
    /// the rules that count.
    Map<TableName, Map<String, Long>> counted() throws IOException;
}
