package io.genkan.audit;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// An entry of the audit log. Nothing secret is ever in one: names, addresses, fingerprints.
///
/// @param at when it happened; of several equal ones, the first of them
/// @param lastAt when the last of them happened
/// @param event what happened
/// @param actor who did it: a friend's name, {@link Actor}'s text, or nothing for a stranger
/// @param origin where from: an address, or nothing
/// @param subject to whom it was done, or where to
/// @param detail what more there is to say, the same in every language
/// @param reason the key of a sentence that says why, or nothing
/// @param times how many equal ones it stands for
/// @param bytesIn bytes into the home, where there were any to count
/// @param bytesOut bytes out of the home
public record AuditEntry(
        Instant at,
        Instant lastAt,
        AuditEvent event,
        String actor,
        String origin,
        String subject,
        String detail,
        String reason,
        long times,
        OptionalLong bytesIn,
        OptionalLong bytesOut) {
    private static final int LONGEST = 80;
    private static final int LONGEST_DETAIL = 400;
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\u2028\u2029]");

    /// Makes every text plain and short: parts of some come from people, friends among them.
    public AuditEntry {
        actor = plain(actor, LONGEST);
        origin = plain(origin, LONGEST);
        subject = plain(subject, LONGEST);
        detail = plain(detail, LONGEST_DETAIL);
        reason = plain(reason, LONGEST);
    }

    /// A single event.
    public static AuditEntry of(AuditEvent event, Instant at, String actor, String origin, String subject) {
        return new AuditEntry(
                at, at, event, actor, origin, subject, "", "", 1, OptionalLong.empty(), OptionalLong.empty());
    }

    /// The same with more to say.
    public AuditEntry withDetail(String more) {
        return new AuditEntry(at, lastAt, event, actor, origin, subject, more, reason, times, bytesIn, bytesOut);
    }

    AuditEntry withTimes(long count) {
        return new AuditEntry(at, lastAt, event, actor, origin, subject, detail, reason, count, bytesIn, bytesOut);
    }

    AuditEntry withReason(String why) {
        return new AuditEntry(at, lastAt, event, actor, origin, subject, detail, why, times, bytesIn, bytesOut);
    }

    AuditEntry withBytes(long in, long out) {
        return new AuditEntry(
                at,
                lastAt,
                event,
                actor,
                origin,
                subject,
                detail,
                reason,
                times,
                OptionalLong.of(in),
                OptionalLong.of(out));
    }

    /// One entry for this one and a later one that is equal but for time and amounts.
    AuditEntry plus(AuditEntry later) {
        return new AuditEntry(
                at,
                later.lastAt,
                event,
                actor,
                origin,
                subject,
                detail,
                reason,
                times + later.times,
                sum(bytesIn, later.bytesIn),
                sum(bytesOut, later.bytesOut));
    }

    private static OptionalLong sum(OptionalLong one, OptionalLong other) {
        return one.isEmpty() && other.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(one.orElse(0) + other.orElse(0));
    }

    private static String plain(String text, int longest) {
        String visible = INVISIBLE.matcher(text).replaceAll(" ");
        if (visible.length() <= longest) {
            return visible;
        }
        int end = longest - 1;
        return visible.substring(0, Character.isHighSurrogate(visible.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
