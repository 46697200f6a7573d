package io.genkan.web.records;

import io.genkan.net.BadInputException;
import io.genkan.store.BackupKeeper;
import io.genkan.store.NotDurableException;
import io.genkan.store.StoreReport;
import io.genkan.web.HumanFormat;
import io.genkan.web.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/// Says on every page what the owner should know of the database and its backups.
@ControllerAdvice
class StoreNotices {
    private final StoreReport report;
    private final BackupKeeper backups;
    private final HumanFormat format;
    private final Sentences sentences;

    StoreNotices(StoreReport report, BackupKeeper backups, HumanFormat format, Sentences sentences) {
        this.report = report;
        this.backups = backups;
        this.format = format;
        this.sentences = sentences;
    }

    @ModelAttribute("storeNotices")
    List<String> notices() {
        List<String> notices = new ArrayList<>();
        report.restored().ifPresent(restored -> {
            notices.add(sentences.of(BadInputException.messageKey(restored.why()), format.moment(restored.madeAt())));
            restored.kept().forEach(file -> notices.add(sentences.of("store.kept", file)));
            if (restored.doorClosed()) {
                notices.add(sentences.of("store.door-closed"));
            }
        });
        if (!backups.hasRoom()) {
            notices.add(sentences.of("store.no-room"));
        }
        backups.trouble().ifPresent(why -> notices.add(sentences.of("store.backup-failed", why)));
        return notices;
    }

    /// A change that the disk does not take.
    @ExceptionHandler
    ModelAndView on(NotDurableException notDurable) {
        return new ModelAndView(
                "error",
                Map.of(
                        "title",
                        sentences.of("store.not-durable.title"),
                        "text",
                        sentences.of("store.not-durable.text", String.valueOf(notDurable.getMessage()))),
                HttpStatus.INSUFFICIENT_STORAGE);
    }
}
