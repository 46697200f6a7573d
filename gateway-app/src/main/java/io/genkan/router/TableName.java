package io.genkan.router;

import io.genkan.linux.Nftables.Family;
import java.util.Locale;

/// Family and name of a table of nftables, such as `inet genkan`.
record TableName(Family family, String name) {
    /// What the names of all our tables begin with.
    static final String OURS = "genkan";

    /// The family as `nft` writes it.
    String familyWord() {
        return family.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return familyWord() + " " + name;
    }
}
