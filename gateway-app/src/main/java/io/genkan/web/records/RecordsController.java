package io.genkan.web.records;

import io.genkan.audit.AuditEvent;
import io.genkan.audit.AuditEvent.Group;
import io.genkan.audit.AuditExport;
import io.genkan.audit.AuditFilter;
import io.genkan.audit.AuditLine;
import io.genkan.audit.AuditLog;
import io.genkan.net.BadInputException;
import io.genkan.store.BackupKeeper;
import io.genkan.store.NotDurableException;
import io.genkan.web.HumanFormat;
import io.genkan.web.Sentences;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The audit log, page by page and as a file, and the backup.
@Controller
class RecordsController {
    private static final int ON_A_PAGE = 50;
    private static final int AT_ONCE = 500;
    private static final String EVERY_GROUP = "all";
    /// Without it a spreadsheet takes the text for some other encoding.
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final AuditLog log;
    private final AuditWords words;
    private final BackupKeeper backups;
    private final HumanFormat format;
    private final Sentences sentences;

    RecordsController(AuditLog log, AuditWords words, BackupKeeper backups, HumanFormat format, Sentences sentences) {
        this.log = log;
        this.words = words;
        this.backups = backups;
        this.format = format;
        this.sentences = sentences;
    }

    @GetMapping("/records")
    String show(
            @RequestParam(defaultValue = EVERY_GROUP) String group,
            @RequestParam(defaultValue = "") String about,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            Model model) {
        List<AuditLine> lines = log.newest(filter(group, about), before, ON_A_PAGE + 1);
        List<AuditLine> shown = lines.subList(0, Math.min(ON_A_PAGE, lines.size()));
        model.addAttribute(
                "rows",
                shown.stream().map(line -> AuditRow.of(line, format, words)).toList());
        model.addAttribute("groups", groups());
        model.addAttribute("group", group);
        model.addAttribute("about", about);
        model.addAttribute("newest", before == Long.MAX_VALUE);
        if (lines.size() > ON_A_PAGE) {
            model.addAttribute("older", shown.getLast().number());
        }
        model.addAttribute("keepDays", log.keepDays());
        return "records";
    }

    @GetMapping("/records/audit.csv")
    void csv(
            @RequestParam(defaultValue = EVERY_GROUP) String group,
            @RequestParam(defaultValue = "") String about,
            HttpServletResponse response)
            throws IOException {
        export(AuditExport.CSV, filter(group, about), BYTE_ORDER_MARK, response);
    }

    @GetMapping("/records/audit.json")
    void json(
            @RequestParam(defaultValue = EVERY_GROUP) String group,
            @RequestParam(defaultValue = "") String about,
            HttpServletResponse response)
            throws IOException {
        export(AuditExport.JSON, filter(group, about), "", response);
    }

    @PostMapping("/records/keep")
    String keep(@RequestParam String days, RedirectAttributes next) {
        try {
            log.setKeepDays(days);
            next.addFlashAttribute("notice", sentences.of("records.kept", log.keepDays()));
        } catch (BadInputException e) {
            next.addFlashAttribute("keepProblem", sentences.of(e));
            next.addFlashAttribute("keepTyped", days);
        }
        return "redirect:/records";
    }

    /// Makes a backup and hands it out. The answer is a file, or the page with a sentence.
    @PostMapping("/records/backup")
    void backup(HttpServletResponse response) throws IOException {
        log.note(AuditEvent.BACKUP_MADE, "");
        try {
            Path made = backups.makeWhole();
            download(response, "application/zip", String.valueOf(made.getFileName()));
            response.setContentLengthLong(Files.size(made));
            Files.copy(made, response.getOutputStream());
        } catch (NotDurableException e) {
            response.sendRedirect("/records");
        }
    }

    private void export(AuditExport into, AuditFilter filter, String before, HttpServletResponse response)
            throws IOException {
        log.note(AuditEvent.LOG_EXPORTED, into.name());
        download(response, into.mediaType(), "genkan-audit." + into.name().toLowerCase(Locale.ROOT));
        PrintWriter out = response.getWriter();
        out.print(before + into.head());
        boolean first = true;
        List<AuditLine> lines = log.oldest(filter, -1, AT_ONCE);
        while (!lines.isEmpty()) {
            for (AuditLine line : lines) {
                out.print(into.write(line.entry(), first));
                first = false;
            }
            lines = log.oldest(filter, lines.getLast().number(), AT_ONCE);
        }
        out.print(into.tail());
        out.flush();
    }

    private static void download(HttpServletResponse response, String mediaType, String name) {
        response.setContentType(mediaType);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    /// A group that does not exist means all of them.
    private static AuditFilter filter(String group, String about) {
        Optional<Group> chosen = Stream.of(Group.values())
                .filter(one -> nameOf(one).equals(group))
                .findFirst();
        return new AuditFilter(chosen, Instant.EPOCH, about);
    }

    private static List<String> groups() {
        return Stream.concat(Stream.of(EVERY_GROUP), Stream.of(Group.values()).map(RecordsController::nameOf))
                .toList();
    }

    private static String nameOf(Group group) {
        return group.name().toLowerCase(Locale.ROOT);
    }
}
