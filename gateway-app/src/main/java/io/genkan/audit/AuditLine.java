package io.genkan.audit;

/// An entry as it stands in the log.
///
/// @param number larger than those of all entries that were written before
public record AuditLine(long number, AuditEntry entry) {}
