package io.genkan.web.records;

import io.genkan.audit.AuditEntry;
import io.genkan.audit.AuditLine;
import io.genkan.web.HumanFormat;
import java.util.Locale;

/// An entry of the audit log as the page shows it: every value is written out.
///
/// @param at when
/// @param until when the last of several was; empty for one
/// @param group the style of its group
/// @param event what, in words
/// @param who who did it
/// @param from where from
/// @param subject to whom, or where to
/// @param detail what more there is to say
/// @param why why, in words
/// @param times how many, in words; empty for one
/// @param volume how much passed; empty if nothing is counted
record AuditRow(
        String at,
        String until,
        String group,
        String event,
        String who,
        String from,
        String subject,
        String detail,
        String why,
        String times,
        String volume) {
    static AuditRow of(AuditLine line, HumanFormat format, AuditWords words) {
        AuditEntry entry = line.entry();
        boolean several = entry.times() > 1;
        return new AuditRow(
                format.moment(entry.at()),
                several ? format.moment(entry.lastAt()) : "",
                entry.event().group().name().toLowerCase(Locale.ROOT),
                words.event(entry.event()),
                words.actor(entry.actor()),
                words.origin(entry.origin()),
                entry.subject(),
                entry.detail(),
                words.reason(entry.reason()),
                several ? words.times(format.count(entry.times())) : "",
                entry.bytesIn().isPresent()
                        ? words.volume(
                                format.bytes(entry.bytesIn().getAsLong()),
                                format.bytes(entry.bytesOut().orElse(0)))
                        : "");
    }
}
