package io.genkan.store;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// What the owner should know of the database and its backups, in sentences.
@Component
public class StoreNews {
    private final StoreReport report;
    private final BackupKeeper keeper;

    StoreNews(StoreReport report, BackupKeeper keeper) {
        this.report = report;
        this.keeper = keeper;
    }

    /// Nothing where all is well.
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        report.restored().map(DatabaseOpening::describe).ifPresent(sentences::add);
        if (!keeper.hasRoom()) {
            sentences.add(
                    "The disk is full: nothing can be changed, and nothing is written down, until there is room.");
        }
        keeper.trouble().map(why -> "The last backup could not be made. " + why).ifPresent(sentences::add);
        return sentences;
    }
}
